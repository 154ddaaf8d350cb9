package org.myrmex.lab.watch;

import java.util.BitSet;
import org.myrmex.api.routing.Message;
import org.myrmex.testkit.simulation.Observer;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualLink;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * What must hold after every event in a network (design 13), whatever its routing, its losses and its adversaries. A routing
 * that breaks one ends the run by an {@link IllegalStateException} of one line. Only what honest nodes do is judged.
 */
public final class Invariants implements Observer {
    /** How much is looked at. */
    public enum Depth {
        /** Every input with all that it sends, and every delivery. */
        ALL(1, 1),
        /** One input in 256, and one message in 64, wherever that goes: costs less than a twentieth of the run. */
        SAMPLED(256, 64);

        private final int inputs;
        private final int messages;

        Depth(int inputs, int messages) {
            this.inputs = inputs;
            this.messages = messages;
        }
    }

    private final int mask;
    private final BitSet altered = new BitSet();
    private final CapsHold capsHold = new CapsHold();
    private final DeliveredOnce deliveredOnce;
    private final NoLoop noLoop;
    private final NoNetworkAddress noNetworkAddress;
    private final LooksAlike looksAlike;
    private int inputs;
    /** Whether the present input is looked at. */
    private boolean looking = true;

    public Invariants(VirtualNetwork network, Depth depth) {
        this.mask = depth.inputs - 1;
        this.deliveredOnce = new DeliveredOnce(depth.messages, this::isAltered);
        this.noLoop = new NoLoop(network, this::isAltered);
        this.noNetworkAddress = new NoNetworkAddress(network);
        this.looksAlike = new LooksAlike(this::isAltered);
    }

    /**
     * From now on a node is not judged: it runs something else, perhaps on purpose.
     *
     * @param number of the node, which need not be there yet
     */
    public void excuse(int number) {
        altered.set(number);
    }

    @Override
    public void sent(VirtualFrame frame) {
        if (looking && !isAltered(frame.from().node())) {
            capsHold.sent(frame);
            noLoop.sent(frame);
            noNetworkAddress.sent(frame);
            looksAlike.sent(frame);
        }
    }

    @Override
    public void delivered(VirtualNode node, Message message, VirtualFrame frame) {
        if (deliveredOnce.isFollowed(message) && !isAltered(node)) {
            deliveredOnce.delivered(node, message, frame);
        }
    }

    @Override
    public void inputEnded(long now, VirtualNode node) {
        if (looking && !isAltered(node)) {
            capsHold.inputEnded(node);
        }
        inputs++;
        looking = (inputs & mask) == 0;
    }

    @Override
    public void linkUp(long now, VirtualLink link) {
        noNetworkAddress.linkUp(link);
    }

    @Override
    public void linkDown(long now, VirtualLink link) {
        deliveredOnce.linkDown(link);
    }

    private boolean isAltered(VirtualNode node) {
        return altered.get(node.number());
    }
}
