package org.myrmex.lab.wire;

import org.myrmex.mesh.flow.Parcel;
import org.myrmex.mesh.flow.SizeClass;
import org.myrmex.testkit.simulation.VirtualFrame;

/**
 * One frame from the moment when its sender's routing sent it until its credit goes back: as the mesh does it, when its handle
 * has ended and all that was sent because of it is written or dropped.
 */
final class Passage implements Parcel.Ticket {
    private final FlowCarrier carrier;
    private final VirtualFrame frame;
    private int flow;
    /** The handle, and what was sent because of it and is not written. */
    private int pending;

    Passage(FlowCarrier carrier, VirtualFrame frame) {
        this.carrier = carrier;
        this.frame = frame;
        frame.attach(this);
        Passage cause = of(frame.cause());
        if (cause != null) {
            cause.pending++;
        }
    }

    /** Null where there is no frame. */
    static Passage of(VirtualFrame frame) {
        return frame == null ? null : (Passage) frame.attachment();
    }

    VirtualFrame frame() {
        return frame;
    }

    int flow() {
        return flow;
    }

    int cost() {
        return SizeClass.cost(frame.body().length());
    }

    /** It goes on the wire, under this number of its flow. */
    void chosen(int number) {
        flow = number;
    }

    /** It was taken by the next node, whose routing has it now. */
    void arrived() {
        pending = 1;
    }

    /** Its handle, or something that was sent because of it, has ended. @return whether that was the last */
    boolean endedOne() {
        pending--;
        return pending == 0;
    }

    @Override
    public void ended(boolean written) {
        Passage cause = of(frame.cause());
        if (cause != null) {
            carrier.endedOne(cause);
        }
        if (!written) {
            carrier.dropped(frame);
        }
    }
}
