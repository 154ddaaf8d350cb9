package org.myrmex.lab.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.routing.LinkLoad;
import org.myrmex.api.transport.Body;
import org.myrmex.mesh.flow.Chosen;
import org.myrmex.mesh.flow.Credits;
import org.myrmex.mesh.flow.FlowReceiver;
import org.myrmex.mesh.flow.FlowReceiver.Occasion;
import org.myrmex.mesh.flow.FlowSender;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Parcel;
import org.myrmex.mesh.flow.SipHash;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualPort;

/** One end of a link: the flow control that ships, and the connection that takes from it. */
final class Wire {
    private static final long LOAD_PAUSE_MICROS = 100_000;

    private final VirtualPort port;
    private final Uplink uplink;
    private final FlowSender sender;
    private final FlowReceiver receiver;
    private final int rttMicros;
    /** What the connection has taken and not yet written. */
    private final ArrayDeque<Chosen> connection = new ArrayDeque<>();

    private int connectionBytes;
    private long busyUntilMicros;
    /** Whether credits may have come free since the last tick. */
    private boolean owes;

    private int toldBytes;
    private long toldAtMicros;

    Wire(VirtualPort port, Uplink uplink, int windowBytes) {
        this.port = port;
        this.uplink = uplink;
        // known keys, so that a run can be repeated: nobody aims at buckets here
        SipHash hash = new SipHash(port.node().number(), port.beyond().node().number());
        this.sender = new FlowSender(windowBytes, hash);
        this.receiver = new FlowReceiver(windowBytes);
        // a peer measures when nothing else is on the link: after the hello, and after silence
        this.rttMicros =
                (int) Math.min(Integer.MAX_VALUE, 2 * port.link().quality().delayMicros());
    }

    VirtualPort port() {
        return port;
    }

    Uplink uplink() {
        return uplink;
    }

    FlowSender sender() {
        return sender;
    }

    FlowReceiver receiver() {
        return receiver;
    }

    /** Sends the credits that are due: lumps, or at times all. */
    void grant(long now, boolean all) {
        Occasion occasion = all ? Occasion.PAUSE : sender.idle() ? Occasion.LUMP : Occasion.COMPANY;
        for (List<Credits.Grant> due = receiver.grants(occasion); !due.isEmpty(); due = receiver.grants(occasion)) {
            Body body = Body.of(Credits.encode(due));
            Parcel parcel = new Parcel(FrameTypes.CREDIT, ByteBuffer.allocate(0), body, now, Parcel.Ticket.NONE);
            if (!sender.offerControl(parcel)) {
                throw new IllegalStateException("more than " + FlowSender.MAX_CONTROL + " credit frames wait at "
                        + port.node().name());
            }
        }
    }

    /** The connection takes what may go, until it is full. */
    void fill(long now, int limitBytes) {
        while (connectionBytes < limitBytes) {
            List<Chosen> chosen = sender.take(now, limitBytes - connectionBytes);
            if (chosen.isEmpty()) {
                return;
            }
            for (Chosen one : chosen) {
                connection.add(one);
                connectionBytes += one.parcel().wireBytes();
                if (one.parcel().ticket() instanceof Passage passage) {
                    passage.chosen(one.flow());
                }
                one.parcel().ticket().ended(true);
            }
        }
    }

    /** A frame of the other end has gone on, was consumed or was dropped. */
    void ended(int flow, int cost) {
        receiver.ended(flow, cost);
        owes = true;
    }

    boolean mayWrite(long now) {
        return !connection.isEmpty() && busyUntilMicros <= now;
    }

    /** The next frame of the connection, to be written now. */
    Chosen write(long now, Bandwidth bandwidth) {
        Chosen next = connection.poll();
        int bytes = next.parcel().wireBytes();
        connectionBytes -= bytes;
        busyUntilMicros = now + bandwidth.linkMicros(bytes);
        return next;
    }

    boolean isIdle() {
        return connection.isEmpty() && sender.idle();
    }

    /** Several times a second, as the mesh does it; at slow ones it also forgets. */
    void tick(long now, boolean slow) {
        if (slow) {
            sender.tick(now);
            receiver.tick(now);
        }
        if (owes) {
            owes = false;
            grant(now, true);
        }
        if (toldBytes != queuedBytes() && now - toldAtMicros >= LOAD_PAUSE_MICROS) {
            toldBytes = queuedBytes();
            toldAtMicros = now;
            port.node().linkLoad(port, new LinkLoad(rttMicros, toldBytes));
        }
    }

    int queuedBytes() {
        return sender.queuedBytes() + connectionBytes;
    }

    /** The link has gone: what the connection had taken is lost. @return what had not gone so far */
    List<VirtualFrame> drain(FlowCarrier carrier) {
        connection.forEach(chosen -> {
            chosen.parcel().body().release();
            if (chosen.parcel().ticket() instanceof Passage passage) {
                carrier.dropped(passage.frame());
            }
        });
        connection.clear();
        connectionBytes = 0;
        List<VirtualFrame> unsent = new ArrayList<>();
        for (Parcel parcel : sender.drain()) {
            parcel.body().release();
            unsent.add(((Passage) parcel.ticket()).frame());
        }
        return unsent;
    }
}
