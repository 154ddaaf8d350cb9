package org.myrmex.lab.wire;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.mesh.flow.Credits;
import org.myrmex.mesh.flow.FlowReceiver;
import org.myrmex.mesh.flow.FlowSender;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Parcel;
import org.myrmex.testkit.simulation.Carrier;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;
import org.myrmex.testkit.simulation.VirtualPort;

/**
 * Carries frames as peers do: each end of a link has the {@link FlowSender} and {@link FlowReceiver} that ship, credits travel
 * over the same links, and all links of a node share its uplink. Links lose no single frames under it, as connections do not.
 * For one network.
 */
public final class FlowCarrier implements Carrier {
    private final List<Uplink> uplinks = new ArrayList<>();
    /** Null while links are free. */
    private Bandwidth bandwidth;

    private VirtualNetwork network;
    private long dropped;
    private long overShare;
    private long creditBytes;

    /** Free links: nothing waits until they are shaped, for what is only to prepare an experiment. */
    public FlowCarrier() {
        this(null);
    }

    public FlowCarrier(Bandwidth bandwidth) {
        this.bandwidth = bandwidth;
    }

    /** From now on links carry this much; a window holds for links that have carried nothing yet. */
    public void shape(Bandwidth other) {
        bandwidth = other;
    }

    Bandwidth bandwidth() {
        return bandwidth;
    }

    /** Frames that never left: their queue was full, or they waited too long, or their link went. */
    public long dropped() {
        return dropped;
    }

    /** Frames that a receiver refused: more broadcasts than a link's share. */
    public long overShare() {
        return overShare;
    }

    /** Bytes of credit frames that were written, link headers included. */
    public long creditBytes() {
        return creditBytes;
    }

    void creditFrame(int bytes) {
        creditBytes += bytes;
    }

    /** Bytes that a node has written to its links so far, credits and link headers included. */
    public long sentBytes(VirtualNode node) {
        Uplink uplink = known(node);
        return uplink == null ? 0 : uplink.sentBytes();
    }

    /** Bytes of bodies that wait at a node, and whole frames that wait in its connections. */
    public int queuedBytes(VirtualNode node) {
        Uplink uplink = known(node);
        return uplink == null ? 0 : uplink.queuedBytes();
    }

    @Override
    public void send(VirtualNetwork carried, VirtualFrame frame) {
        if (bandwidth == null) {
            carried.depart(frame);
            return;
        }
        network = carried;
        Wire wire = wire(frame.from());
        Passage passage = new Passage(this, frame);
        frame.body().retain(); // the parcel's own reference
        Parcel parcel = new Parcel(FrameTypes.ROUTING, frame.header(), frame.body(), carried.now(), passage);
        if (!wire.sender().offer(carried.now(), frame.flow(), parcel)) {
            parcel.drop();
            return;
        }
        wire.uplink().stir();
    }

    @Override
    public boolean arrived(VirtualNetwork carried, VirtualFrame frame) {
        Passage passage = Passage.of(frame);
        if (passage == null) {
            return true; // it left while links were free
        }
        FlowReceiver receiver = wire(frame.to()).receiver();
        switch (receiver.received(carried.now(), passage.flow(), passage.cost())) {
            case ACCEPTED -> {
                passage.arrived();
                return true;
            }
            case OVER_SHARE -> {
                overShare++;
                return false;
            }
            case OVER_CREDIT ->
                throw new IllegalStateException("flow " + passage.flow() + " from "
                        + frame.from().node().name() + " to "
                        + frame.to().node().name() + " is over its credits");
        }
        throw new IllegalStateException("no such admission");
    }

    @Override
    public void ended(VirtualNetwork carried, VirtualFrame frame) {
        Passage passage = Passage.of(frame);
        if (passage != null) {
            endedOne(passage);
        }
    }

    @Override
    public List<VirtualFrame> linkDown(VirtualNetwork carried, VirtualPort port) {
        if (!(port.attachment() instanceof Wire wire)) {
            return List.of();
        }
        wire.uplink().remove(wire);
        return wire.drain(this);
    }

    void endedOne(Passage passage) {
        if (passage.endedOne() && passage.flow() != 0) {
            Wire wire = wire(passage.frame().to());
            wire.ended(passage.flow(), passage.cost());
            wire.uplink().stir();
        }
    }

    void dropped(VirtualFrame frame) {
        dropped++;
        network.drop(frame);
    }

    void credited(VirtualNetwork carried, VirtualPort port, List<Credits.Grant> grants) {
        if (port.link().isUp()) {
            Wire wire = wire(port);
            grants.forEach(grant -> wire.sender().credited(grant.flow(), grant.bytes()));
            wire.uplink().pump();
        }
    }

    private Wire wire(VirtualPort port) {
        if (port.attachment() instanceof Wire known) {
            return known;
        }
        if (port.link().quality().loss() > 0) {
            throw new IllegalArgumentException("the link of " + port.node().name() + " and "
                    + port.beyond().node().name() + " loses frames; a connection does not");
        }
        Uplink uplink = uplink(port.node());
        Wire wire = new Wire(port, uplink, bandwidth.windowBytes());
        uplink.add(wire);
        port.attach(wire);
        return wire;
    }

    private Uplink uplink(VirtualNode node) {
        while (uplinks.size() <= node.number()) {
            uplinks.add(null);
        }
        Uplink known = uplinks.get(node.number());
        if (known == null) {
            known = new Uplink(this, node.network());
            uplinks.set(node.number(), known);
        }
        return known;
    }

    private Uplink known(VirtualNode node) {
        return node.number() < uplinks.size() ? uplinks.get(node.number()) : null;
    }
}
