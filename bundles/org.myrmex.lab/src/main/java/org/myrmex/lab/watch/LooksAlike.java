package org.myrmex.lab.watch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * An originated and a relayed frame look alike to a neighbour: nothing that he can read is found only in frames of those who
 * began a message. This catches hop counters, "time to live" above all: seven is only ever sent by who asks.
 *
 * <p>The rule. Where a node that was not yet counted begins a message and a neighbour that was not yet counted passes it on,
 * the two frames make one pair. Compared are the lengths of header and body, whether there is a flow, and each byte of the
 * header. A value that {@value #ENOUGH} originators of such pairs sent, and that no frame which passed their messages on
 * showed, breaks the invariant.
 *
 * <p>Why it is sound. Both frames of a pair carry the same message, so that kinds of messages, addresses and popular contents
 * weigh alike on both sides, whatever the workload. Each node counts once on a side: a constant of one node, of one address or of
 * one flow (a salt, a secret offset of cost, a label) is one sample and not a thousand. If both frames are drawn by the same
 * rule, then of {@value #ENOUGH} pairs in which a value is seen on one side only it is the originator's each time with a
 * chance of 2^-{@value #ENOUGH}, one in 16 million. The price: a network must have so many nodes that ask before anything can be
 * said, and the time between a cause and its frame is not compared, as a neighbour does not see what caused an own frame. A
 * value that only relayed frames show is allowed: it names nobody.
 */
final class LooksAlike {
    private static final String NAME = "an originated and a relayed frame look alike";

    private static final int ENOUGH = 24;

    /** What is compared before the bytes of the header. */
    private static final String[] SHAPE = {"the length of the header", "the length of the body", "having a flow"};

    private final Predicate<VirtualNode> altered;
    private final BitSet originators = new BitSet();
    private final BitSet relays = new BitSet();
    /** For each place and value in the low byte: how many originators sent it, and whether it was ever relayed. */
    private int[] originated = new int[0];

    private final BitSet relayed = new BitSet();

    LooksAlike(Predicate<VirtualNode> altered) {
        this.altered = altered;
    }

    void sent(VirtualFrame frame) {
        VirtualFrame first = frame.cause();
        if (frame.origin() != VirtualFrame.Origin.RELAYED || first.origin() != VirtualFrame.Origin.OWN) {
            return;
        }
        VirtualNode originator = first.from().node();
        if (originators.get(originator.number()) || altered.test(originator)) {
            return;
        }
        compare(first, frame, isNew(frame.from().node()));
    }

    private boolean isNew(VirtualNode relay) {
        return !relays.get(relay.number());
    }

    private void compare(VirtualFrame first, VirtualFrame next, boolean pair) {
        ByteBuffer passedOn = next.header();
        for (int place = 0; place < SHAPE.length + passedOn.remaining(); place++) {
            relayed.set(slot(place, value(next, passedOn, place)));
        }
        if (!pair) {
            return;
        }
        originators.set(first.from().node().number());
        relays.set(next.from().node().number());
        ByteBuffer begun = first.header();
        int places = SHAPE.length + begun.remaining();
        if (originated.length < slot(places, 0)) {
            originated = Arrays.copyOf(originated, slot(places, 0));
        }
        for (int place = 0; place < places; place++) {
            int value = value(first, begun, place);
            int slot = slot(place, value);
            originated[slot]++;
            if (originated[slot] >= ENOUGH && !relayed.get(slot)) {
                throw new BrokenInvariant(NAME, text(first, place, value));
            }
        }
    }

    private static int slot(int place, int value) {
        return (place << 8) | value;
    }

    /** Lengths above 255 share values: that can only hide a difference, not make one up. */
    private static int value(VirtualFrame frame, ByteBuffer header, int place) {
        return switch (place) {
            case 0 -> frame.headerBytes() & 0xFF;
            case 1 -> (frame.body().length() ^ (frame.body().length() >>> 8)) & 0xFF;
            case 2 -> frame.flow() == 0 ? 0 : 1;
            default -> header.get(header.position() + place - SHAPE.length) & 0xFF;
        };
    }

    private String text(VirtualFrame first, int place, int value) {
        String what =
                switch (place) {
                    case 0 -> SHAPE[0] + ", " + first.headerBytes() + " bytes,";
                    case 1 -> SHAPE[1] + ", " + first.body().length() + " bytes,";
                    case 2 -> SHAPE[2];
                    default -> "the value " + value + " of byte " + (place - SHAPE.length) + " of the header";
                };
        return what + " came from " + originated[slot(place, value)] + " nodes that began a message, last from "
                + first.from().node().name() + ", and from none that passed one on";
    }
}
