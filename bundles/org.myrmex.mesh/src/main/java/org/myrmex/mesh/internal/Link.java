package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.LinkLoad;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.mesh.flow.Credits;
import org.myrmex.mesh.flow.FlowReceiver;
import org.myrmex.mesh.flow.FlowSender;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.mesh.flow.Parcel;

/** A neighbour: a connection with its flows, from the first hello to the end. Loop thread only. */
final class Link {
    /** Credits that we promise for each flow. */
    static final int WINDOW_BYTES = 256 * 1024;

    /** Chosen at a time: more at once would let a full connection queue upset the order of turns. */
    private static final int TURN_BYTES = 64 * 1024;

    final LinkId id;
    final Connection connection;
    final PeerAddress address;
    final String source;
    final FlowReceiver receiver = new FlowReceiver(WINDOW_BYTES);
    /** Null until the other side's hello is there. */
    Hello hello;

    boolean up;
    long upSinceMicros;
    long lastHeardMicros;
    long pingSentMicros;
    int rttMicros;
    long sentBytes;
    long receivedBytes;
    LinkLoad toldLoad = new LinkLoad(0, 0);
    long toldLoadAtMicros;
    /** A frame of the link itself found no room: credits may be lost, so the link is of no use any more. */
    boolean choked;

    /** Whether it waits in {@link Stirred}. */
    boolean stirred;

    private final FlowSender sender = new FlowSender(WINDOW_BYTES);
    private final Stirred stir;

    Link(LinkId id, Connection connection, PeerAddress address, String source, long now, Stirred stir) {
        this.id = id;
        this.connection = connection;
        this.address = address;
        this.source = source;
        this.lastHeardMicros = now;
        this.stir = stir;
    }

    LinkFacts facts() {
        return new LinkFacts(
                connection.peer(), connection.dialledByUs(), connection.pinned(), connection.realm(), upSinceMicros);
    }

    void greeted(Hello other) {
        if (hello == null) {
            sender.promised(other.windowBytes());
        }
        hello = other;
    }

    void control(int type, byte[] body, long now) {
        Parcel parcel = new Parcel(type, ByteBuffer.allocate(0), Body.of(body), now, Parcel.Ticket.NONE);
        choked |= !sender.offerControl(parcel);
        stir.add(this);
    }

    boolean offer(long now, long localFlow, Parcel parcel) {
        stir.add(this);
        return sender.offer(now, localFlow, parcel);
    }

    void credited(Credits.Grant grant) {
        sender.credited(grant.flow(), grant.bytes());
        stir.add(this);
    }

    /** A frame of the neighbour's has gone on, was consumed or was dropped. */
    void ended(int flow, int cost) {
        receiver.ended(flow, cost);
        if (receiver.lumpDue()) {
            stir.add(this);
        }
    }

    /** The connection has room again. */
    void writable() {
        stir.add(this);
    }

    /** Hands over what may go now, until the connection takes no more; it then says when it is writable. */
    void pump(long now) {
        while (!sender.idle()) {
            List<FlowSender.Chosen> chosen = sender.take(now, TURN_BYTES);
            if (chosen.isEmpty() || !handOver(chosen)) {
                return;
            }
        }
    }

    private boolean handOver(List<FlowSender.Chosen> chosen) {
        List<Frame> frames = new ArrayList<>(chosen.size());
        int[] wireBytes = new int[chosen.size()];
        for (FlowSender.Chosen one : chosen) {
            Parcel parcel = one.parcel();
            Frame frame = new Frame(parcel.type(), one.flow(), parcel.header(), parcel.body());
            wireBytes[frames.size()] = frame.wireBytes();
            frames.add(frame);
        }
        int taken = connection.send(frames);
        for (int i = 0; i < taken; i++) {
            sentBytes += wireBytes[i];
            chosen.get(i).parcel().ticket().ended(true);
        }
        if (taken < chosen.size()) {
            sender.putBack(chosen.subList(taken, chosen.size()));
        }
        return taken == chosen.size();
    }

    /** Sends the credits that are due. */
    void grant(long now, boolean all) {
        for (List<Credits.Grant> grants = receiver.grants(all); !grants.isEmpty(); grants = receiver.grants(all)) {
            control(FrameTypes.CREDIT, Credits.encode(grants), now);
        }
    }

    void tick(long now) {
        sender.tick(now);
        receiver.tick(now);
        grant(now, true);
        if (!sender.idle()) {
            stir.add(this); // the token bucket of flow 0 may have filled
        }
    }

    int queuedBytes() {
        return sender.queuedBytes() + connection.queuedBytes();
    }

    int flowCount() {
        return sender.flowCount() + receiver.flowCount();
    }

    /** Says why, then closes. */
    void close(CloseReason why, long now) {
        control(FrameTypes.CLOSE, new byte[] {1, (byte) why.code()}, now);
        pump(now);
        connection.close(why);
    }

    List<Parcel> drain() {
        return sender.drain();
    }
}
