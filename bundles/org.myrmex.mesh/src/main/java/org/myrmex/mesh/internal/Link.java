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
import org.myrmex.api.transport.PeerId;
import org.myrmex.mesh.flow.Chosen;
import org.myrmex.mesh.flow.ControlBudget;
import org.myrmex.mesh.flow.Credits;
import org.myrmex.mesh.flow.FlowReceiver;
import org.myrmex.mesh.flow.FlowReceiver.Occasion;
import org.myrmex.mesh.flow.FlowSender;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Goodbye;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.mesh.flow.Parcel;

/**
 * A neighbour with its flows. It outlives its connections: {@link #moveTo} leaves one for a younger one. Loop thread only.
 */
final class Link {
    /** Credits that we promise for each flow. */
    static final int WINDOW_BYTES = 512 * 1024;

    /** Chosen at a time: more at once would let a full connection queue upset the order of turns. */
    private static final int TURN_BYTES = 64 * 1024;

    final LinkId id;
    final PeerId peer;
    final PeerAddress address;
    final String source;
    final boolean dialledByUs;
    /** Whether the first dial named the id: a renewal always does. */
    final boolean pinned;
    /** What either side calls the link in its hello. */
    final long token;

    final long theirToken;
    final FlowReceiver receiver = new FlowReceiver(WINDOW_BYTES);
    final long upSinceMicros;
    boolean up = true;
    /** What is sent goes here. */
    Connection connection;
    /** The connection that is being left; null when none is. */
    Handover handover;
    /** When its connection is to be renewed. */
    long renewAtMicros = Long.MAX_VALUE;
    /** Since when the younger connection is being dialled; 0 when none is. */
    long renewingSinceMicros;
    /** The neighbour sends on the younger connection already, whose hello is still on its way. */
    boolean leftByPeer;

    long lastHeardMicros;
    long pingSentMicros;
    /** Names the last ping to the neighbour, who is not to learn our clock from it. */
    long pingNumber;

    int rttMicros;
    long sentBytes;
    long receivedBytes;
    LinkLoad toldLoad = new LinkLoad(0, 0);
    long toldLoadAtMicros;
    /** A frame of the link itself found no room: credits may be lost, so the link is of no use any more. */
    boolean choked;

    /** Whether it waits in {@link Stirred}. */
    boolean stirred;

    final LinkUse use;
    /** When the sources were told of its use, or since when it is up. */
    long useToldMicros;

    final ControlBudget budget = new ControlBudget();
    /** When {@link Pacing} looks at it again. */
    long wakeMicros = Long.MAX_VALUE;

    private final FlowSender sender;
    private final Stirred stir;

    Link(LinkId id, Newcomer newcomer, Hello theirs, long now, Stirred stir, Pacing pacing) {
        this.id = id;
        this.connection = newcomer.connection;
        this.peer = newcomer.peer();
        this.address = newcomer.address;
        this.source = newcomer.source;
        this.dialledByUs = newcomer.dialledByUs();
        this.pinned = connection.pinned();
        this.token = newcomer.token;
        this.theirToken = theirs.token();
        this.upSinceMicros = now;
        this.lastHeardMicros = now;
        this.use = new LinkUse(now);
        this.useToldMicros = now;
        this.stir = stir;
        this.sender = pacing.sender(this, WINDOW_BYTES);
        sender.promised(now, theirs.windowBytes());
    }

    LinkFacts facts() {
        return new LinkFacts(peer, dialledByUs, pinned, connection.realm(), upSinceMicros);
    }

    /** Whether a hello of the same peer goes on with this very link: a peer that started anew cannot know its tokens. */
    boolean isCarriedOnBy(Hello theirs) {
        return theirs.renews() == token && theirs.token() == theirToken;
    }

    /** Sends on another connection from now on, with the same flows and credits. */
    void moveTo(Connection younger, long deadlineMicros) {
        handover = new Handover(connection, leftByPeer, deadlineMicros);
        leftByPeer = false;
        renewingSinceMicros = 0;
        connection = younger;
        stir.add(this);
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
        List<Chosen> chosen = sender.take(now, TURN_BYTES);
        while (!chosen.isEmpty() && handOver(chosen)) {
            chosen = sender.take(now, TURN_BYTES);
        }
    }

    private boolean handOver(List<Chosen> chosen) {
        List<Frame> frames = new ArrayList<>(chosen.size());
        int[] wireBytes = new int[chosen.size()];
        for (Chosen one : chosen) {
            wireBytes[frames.size()] = one.frame().wireBytes();
            frames.add(one.frame());
        }
        int taken = connection.send(frames);
        long bytes = 0;
        for (int i = 0; i < taken; i++) {
            bytes += wireBytes[i];
            use.carried(frames.get(i).flow() == 0 ? 0 : wireBytes[i]);
            chosen.get(i).written();
        }
        sentBytes += bytes;
        budget.sent(bytes);
        if (taken < chosen.size()) {
            sender.putBack(chosen.subList(taken, chosen.size()));
        }
        return taken == chosen.size();
    }

    /** Sends the credits that are due, or go along. */
    void grant(long now) {
        grant(now, sender.idle() ? Occasion.LUMP : Occasion.COMPANY);
    }

    private void grant(long now, Occasion occasion) {
        for (List<Credits.Grant> due = receiver.grants(occasion); !due.isEmpty(); due = receiver.grants(occasion)) {
            control(FrameTypes.CREDIT, Credits.encode(due), now);
        }
    }

    void tick(long now) {
        sender.tick(now);
        receiver.tick(now);
        grant(now, Occasion.PAUSE);
        if (!sender.idle()) {
            stir.add(this); // a frame that was first may have given way to one that may go
        }
    }

    /** When there may be something to send that only time holds up. */
    long nextMicros(long now) {
        return sender.nextMicros(now);
    }

    int queuedBytes() {
        int leaving = handover == null ? 0 : handover.old.queuedBytes();
        return sender.queuedBytes() + connection.queuedBytes() + leaving;
    }

    int flowCount() {
        return sender.flowCount() + receiver.flowCount();
    }

    /** Says why, then closes. */
    void close(CloseReason why, long now) {
        control(FrameTypes.CLOSE, Goodbye.encode(why), now);
        pump(now);
        connection.close(why);
        if (handover != null) {
            handover.close(why);
        }
    }

    /** Closes without a word: the neighbour has closed, or does not hear us any more. */
    void abandon() {
        connection.close(CloseReason.GONE);
        if (handover != null) {
            handover.old.close(CloseReason.GONE);
        }
    }

    List<Parcel> drain() {
        return sender.drain();
    }
}
