package org.myrmex.lab.watch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualLink;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * No message is given to a node twice, while the node's routing must still remember it: for the life of an id, and until as
 * many others came as half its table of ids holds (the other half is for what the node sends itself). A node that lost its
 * last link may start anew, which excuses it. A message is known by its id, or, should a routing change ids on the way, by
 * where and when it began, its addresses and its body.
 */
final class DeliveredOnce {
    private static final String NAME = "no message delivered twice";

    private static final int MAX_MESSAGES = 65_536;
    /** Places in all lists of receivers together, 4 bytes each. */
    private static final int MAX_PLACES = 8_000_000;

    private final int mask;
    private final Predicate<VirtualNode> altered;
    private final LinkedHashMap<Record, Receivers> known = new LinkedHashMap<>();
    private long places;

    private record Id(long high, long low) {}

    /** @param body its identity: a number, so that the bytes can go */
    private record Beginning(
            int node, long micros, MessageKind kind, VirtualAddress from, VirtualAddress to, int body) {}

    /** Who has a message. Most have one receiver; a query has all. */
    private static final class Receivers {
        private final long sinceMicros;
        private final int first;
        private int firstReceptions;
        /** By node number, how much the node had received by then, 0 for those who do not have it; null for one receiver. */
        private int[] all;

        Receivers(long sinceMicros, VirtualNode first) {
            this.sinceMicros = sinceMicros;
            this.first = first.number();
            this.firstReceptions = 1 + first.receptions();
        }

        int get(int node) {
            if (all != null) {
                return node < all.length ? all[node] : 0;
            }
            return node == first ? firstReceptions : 0;
        }
    }

    /** @param oneIn of so many messages one is followed, and then wherever it goes; a power of two */
    DeliveredOnce(int oneIn, Predicate<VirtualNode> altered) {
        this.mask = oneIn - 1;
        this.altered = altered;
    }

    boolean isFollowed(Message message) {
        return (message.id()[0] & mask) == 0;
    }

    void delivered(VirtualNode node, Message message, VirtualFrame frame) {
        ByteBuffer id = ByteBuffer.wrap(message.id());
        check(node, message.kind(), new Id(id.getLong(), id.getLong()));
        if (mask == 0) {
            Beginning beginning = beginning(message, frame);
            if (beginning != null) {
                check(node, message.kind(), beginning);
            }
        }
    }

    void linkDown(VirtualLink link) {
        forget(link.a().node());
        forget(link.b().node());
    }

    /** Null when an altered node had a hand in it, or when it never left. */
    private Beginning beginning(Message message, VirtualFrame frame) {
        VirtualFrame first = frame;
        for (VirtualFrame before = frame; before != null; before = before.cause()) {
            if (altered.test(before.from().node())) {
                return null;
            }
            first = before;
        }
        return first == null
                ? null
                : new Beginning(
                        first.from().node().number(),
                        first.sentMicros(),
                        message.kind(),
                        message.from(),
                        message.to(),
                        System.identityHashCode(message.body()));
    }

    private void check(VirtualNode node, MessageKind kind, Record key) {
        long now = node.network().now();
        Receivers receivers = known.get(key);
        if (receivers == null) {
            known.put(key, new Receivers(now, node));
            shrink();
            return;
        }
        int before = receivers.get(node.number());
        boolean remembered = now - receivers.sinceMicros < node.limits().idLifeMillis() * 1_000
                && node.receptions() - before < node.limits().maxIds() / 2;
        if (before != 0 && remembered) {
            throw new BrokenInvariant(NAME, node.name() + " is given the same " + kind + " again");
        }
        put(receivers, node);
    }

    private void put(Receivers receivers, VirtualNode node) {
        if (receivers.all == null) {
            receivers.all = new int[node.network().nodes().size()];
            receivers.all[receivers.first] = receivers.firstReceptions;
            places += receivers.all.length;
        } else if (receivers.all.length <= node.number()) {
            int length = node.network().nodes().size();
            places += length - receivers.all.length;
            receivers.all = Arrays.copyOf(receivers.all, length);
        }
        receivers.all[node.number()] = 1 + node.receptions();
        shrink();
    }

    private void shrink() {
        Iterator<Map.Entry<Record, Receivers>> eldest = known.entrySet().iterator();
        while (known.size() > 1 && (known.size() > MAX_MESSAGES || places > MAX_PLACES)) {
            Receivers gone = eldest.next().getValue();
            places -= gone.all == null ? 0 : gone.all.length;
            eldest.remove();
        }
    }

    /** A node whose last link goes may be started anew and then knows nothing. */
    private void forget(VirtualNode node) {
        if (node.ports().size() > 1) {
            return;
        }
        for (Receivers receivers : known.values()) {
            if (receivers.all != null && node.number() < receivers.all.length) {
                receivers.all[node.number()] = 0;
            } else if (receivers.first == node.number()) {
                receivers.firstReceptions = 0;
            }
        }
    }
}
