package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.LinkLoad;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.mesh.flow.Credits;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.mesh.flow.NeighbourMessage;
import org.myrmex.mesh.flow.Parcel;
import org.myrmex.mesh.flow.SizeClass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The neighbours: turns connections into links by a hello, cuts off whoever breaks the protocol with a named reason, keeps
 * the rest alive. Loop thread only, but for the {@link Events} that transports call.
 */
final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    private static final long HELLO_TIMEOUT_MICROS = 5_000_000;
    private static final long QUIET_MICROS = 15_000_000;
    private static final long IDLE_MICROS = 45_000_000;
    private static final long LOAD_PAUSE_MICROS = 100_000;
    /** Received and not yet handled, of all links together; above it reading is paused. */
    private static final long MAX_BACKLOG_BYTES = 8L << 20;

    private static final String INBOUND = "inbound";

    /** Told of what happens to links. */
    interface Observer {
        /** The hello is through and the routing has a common wire. */
        void linkUp(Link link);

        void linkDown(Link link, CloseReason why);

        /** A dialled connection did not become a link. */
        void dialFailed(PeerAddress address, CloseReason why);

        /** Who answered where we dialled, even if the link is not kept. */
        void answered(PeerAddress dialled, PeerId who);

        void neighbourMessage(Link link, NeighbourMessage message);
    }

    private final Loop loop;
    private final PeerSettings settings;
    private final PeerId self;
    private final RoutingHost routing;
    private final Observer observer;
    private final Map<Connection, Link> byConnection = new LinkedHashMap<>();
    private final TreeMap<LinkId, Link> up = new TreeMap<>();
    private final Stirred stirred = new Stirred();
    private final Set<Connection> paused = new HashSet<>();
    private final AtomicLong backlogBytes = new AtomicLong();
    private boolean allPaused;
    private long lastNumber;
    private long messagesReceived;
    private long framesOverShare;

    Links(Loop loop, PeerSettings settings, PeerId self, RoutingHost routing, Observer observer) {
        this.loop = loop;
        this.settings = settings;
        this.self = self;
        this.routing = routing;
        this.observer = observer;
    }

    /** What a transport is given: it only enqueues. */
    ConnectionEvents events(Optional<PeerAddress> dialled, String source) {
        return new Events(dialled, source);
    }

    ConnectionEvents inbound() {
        return events(Optional.empty(), INBOUND);
    }

    private final class Events implements ConnectionEvents {
        private final Optional<PeerAddress> dialled;
        private final String source;

        Events(Optional<PeerAddress> dialled, String source) {
            this.dialled = dialled;
            this.source = source;
        }

        @Override
        public void up(Connection connection) {
            loop.execute(() -> greet(connection, dialled, source));
        }

        @Override
        public void received(Connection connection, List<Frame> frames) {
            long bytes = 0;
            for (Frame frame : frames) {
                bytes += frame.wireBytes();
            }
            long all = bytes;
            boolean over = backlogBytes.addAndGet(all) > MAX_BACKLOG_BYTES;
            if (over) {
                connection.pauseReading(true);
            }
            loop.execute(() -> {
                if (over) {
                    paused.add(connection);
                }
                try {
                    take(connection, frames);
                } finally {
                    backlogBytes.addAndGet(-all);
                }
            });
        }

        @Override
        public void writable(Connection connection) {
            loop.execute(() -> writableAgain(connection));
        }

        @Override
        public void closed(Connection connection, CloseReason reason) {
            loop.execute(() -> gone(connection, reason));
        }

        @Override
        public void failed(PeerAddress address, CloseReason reason) {
            loop.execute(() -> dialled.ifPresent(d -> observer.dialFailed(d, reason)));
        }
    }

    private void writableAgain(Connection connection) {
        Link link = byConnection.get(connection);
        if (link != null) {
            link.writable();
        }
    }

    private void greet(Connection connection, Optional<PeerAddress> dialled, String source) {
        PeerAddress address = dialled.orElse(connection.remote()).withId(connection.peer());
        Link link = new Link(new LinkId(++lastNumber), connection, address, source, loop.now(), stirred);
        byConnection.put(connection, link);
        dialled.ifPresent(d -> observer.answered(d, connection.peer()));
        if (connection.peer().equals(self)) {
            close(link, CloseReason.SELF);
        } else if (byConnection.size() > 2 * settings.maxLinks()) {
            close(link, CloseReason.TOO_MANY);
        } else {
            connection.pauseReading(allPaused);
            sendHello(link);
            loop.after(HELLO_TIMEOUT_MICROS, () -> {
                if (link.hello == null) {
                    close(link, CloseReason.HELLO_TIMEOUT);
                }
            });
        }
    }

    private void sendHello(Link link) {
        Hello hello =
                new Hello(Hello.PROTOCOL_VERSION, Hello.PROTOCOL_VERSION, List.of(routing.wire()), Link.WINDOW_BYTES);
        link.control(FrameTypes.HELLO, hello.encode(), loop.now());
    }

    private void take(Connection connection, List<Frame> frames) {
        for (Frame frame : frames) {
            Link link = byConnection.get(connection);
            try {
                if (link != null) {
                    link.receivedBytes += frame.wireBytes();
                    link.lastHeardMicros = loop.now();
                    take(link, frame);
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.error("fault at a frame of {}, which is closed for it", link.id, e);
                Loop.guarded(() -> close(link, CloseReason.INTERNAL));
            } finally {
                frame.body().release();
            }
        }
    }

    private void take(Link link, Frame frame) {
        // whoever refuses us says why and sends no hello
        boolean mayBeFirst = frame.type() == FrameTypes.HELLO || frame.type() == FrameTypes.CLOSE;
        if (link.hello == null && !mayBeFirst) {
            close(link, CloseReason.BAD_HELLO);
            return;
        }
        switch (frame.type()) {
            case FrameTypes.HELLO ->
                Hello.decode(frame.body().view())
                        .ifPresentOrElse(hello -> greeted(link, hello), () -> close(link, CloseReason.BAD_HELLO));
            case FrameTypes.ROUTING -> routed(link, frame);
            case FrameTypes.CREDIT ->
                Credits.decode(frame.body().view())
                        .ifPresentOrElse(
                                grants -> grants.forEach(link::credited),
                                () -> close(link, CloseReason.MALFORMED_FRAME));
            case FrameTypes.PING -> pong(link, frame.body().view());
            case FrameTypes.PONG -> ponged(link, frame.body().view());
            case FrameTypes.CLOSE -> closedByPeer(link, frame.body().view());
            case FrameTypes.NEIGHBOUR ->
                NeighbourMessage.decode(frame.header(), frame.body().view())
                        .ifPresentOrElse(
                                message -> neighbourMessage(link, message),
                                () -> close(link, CloseReason.MALFORMED_FRAME));
            default -> close(link, CloseReason.MALFORMED_FRAME);
        }
    }

    private void greeted(Link link, Hello hello) {
        boolean first = link.hello == null;
        link.greeted(hello);
        if (!hello.speaks(Hello.PROTOCOL_VERSION)) {
            close(link, CloseReason.NO_COMMON_VERSION);
        } else if (!hello.routings().contains(routing.wire())) {
            close(link, CloseReason.NO_COMMON_ROUTING);
        } else if (first && keepOfTwo(link)) {
            if (up.size() >= settings.maxLinks()) {
                close(link, CloseReason.TOO_MANY);
                return;
            }
            link.up = true;
            link.upSinceMicros = loop.now();
            up.put(link.id, link);
            routing.input(loop.now(), (r, now) -> r.linkUp(now, link.id, link.facts()));
            ping(link);
            LOG.debug("{} is up, found by {}", link.id, link.source);
            observer.linkUp(link);
        }
    }

    /**
     * Of a double dial the connection that the smaller peer id dialled stays; both ends decide alike. Dialled twice by the
     * same end, the later one stays: that end would not have dialled with the first one alive.
     */
    private boolean keepOfTwo(Link link) {
        Link other = linkTo(link.connection.peer());
        if (other == null) {
            return true;
        }
        boolean sameDialler = other.connection.dialledByUs() == link.connection.dialledByUs();
        boolean weAreSmaller = self.compareTo(link.connection.peer()) < 0;
        boolean keepNew = sameDialler || link.connection.dialledByUs() == weAreSmaller;
        close(keepNew ? other : link, CloseReason.DOUBLE_DIAL);
        return keepNew;
    }

    private void routed(Link link, Frame frame) {
        if (!link.up || !SizeClass.isOne(frame.body().length())) {
            close(link, CloseReason.MALFORMED_FRAME);
            return;
        }
        messagesReceived++;
        int cost = SizeClass.cost(frame.body().length());
        switch (link.receiver.received(loop.now(), frame.flow(), cost)) {
            case ACCEPTED -> {
                HandleLedger.Entry entry = routing.ledger().open(() -> {
                    if (frame.flow() != 0) {
                        link.ended(frame.flow(), cost);
                    }
                });
                try {
                    routing.input(
                            loop.now(),
                            (r, now) -> r.received(now, link.id, frame.header(), frame.body(), entry.handle));
                } finally {
                    routing.ledger().inputReturned(entry);
                }
            }
            case OVER_SHARE -> framesOverShare++;
            case OVER_CREDIT -> close(link, CloseReason.OVER_LIMIT);
        }
    }

    private void pong(Link link, ByteBuffer body) {
        if (body.remaining() != Long.BYTES) {
            close(link, CloseReason.MALFORMED_FRAME);
            return;
        }
        byte[] same = new byte[Long.BYTES];
        body.get(same);
        link.control(FrameTypes.PONG, same, loop.now());
    }

    private void ping(Link link) {
        link.pingSentMicros = loop.now();
        byte[] body =
                ByteBuffer.allocate(Long.BYTES).putLong(link.pingSentMicros).array();
        link.control(FrameTypes.PING, body, loop.now());
    }

    private void ponged(Link link, ByteBuffer body) {
        if (body.remaining() == Long.BYTES && body.getLong() == link.pingSentMicros) {
            int rtt = (int) Math.min(Integer.MAX_VALUE, loop.now() - link.pingSentMicros);
            // an eighth of each new sample, as RFC 6298 smooths
            link.rttMicros = link.rttMicros == 0 ? rtt : link.rttMicros + (rtt - link.rttMicros) / 8;
        }
    }

    private void closedByPeer(Link link, ByteBuffer body) {
        boolean wellFormed = body.remaining() == 2 && body.get() == 1;
        CloseReason theirs = wellFormed ? CloseReason.of(body.get() & 0xFF) : CloseReason.MALFORMED_FRAME;
        LOG.debug("{} was closed by the neighbour: {}", link.id, theirs);
        link.connection.close(CloseReason.GONE);
        end(link, theirs);
    }

    private void neighbourMessage(Link link, NeighbourMessage message) {
        if (link.up) {
            observer.neighbourMessage(link, message);
        }
    }

    private void gone(Connection connection, CloseReason reason) {
        Link link = byConnection.get(connection);
        if (link != null) {
            end(link, reason);
        }
    }

    void close(Link link, CloseReason why) {
        if (byConnection.containsKey(link.connection)) {
            link.close(why, loop.now());
            end(link, why);
        }
    }

    private void end(Link link, CloseReason why) {
        byConnection.remove(link.connection);
        paused.remove(link.connection);
        LOG.debug("{} ended: {}", link.id, why);
        if (!link.up) {
            if (link.connection.dialledByUs()) {
                observer.dialFailed(link.address, why);
            }
            link.drain().forEach(Parcel::drop);
            return;
        }
        link.up = false;
        up.remove(link.id);
        // whatever a routing does wrong here, the frames are given back and the keeper hears of the loss
        Loop.guarded(() -> routing.input(loop.now(), (r, now) -> r.linkDown(now, link.id, why)));
        link.drain().forEach(parcel -> Loop.guarded(() -> giveBack(link, parcel)));
        observer.linkDown(link, why);
    }

    /** A frame that never left: routing may send it elsewhere, on the credit that it came with. */
    private void giveBack(Link link, Parcel parcel) {
        if (parcel.type() != FrameTypes.ROUTING) {
            parcel.drop();
            return;
        }
        HandleLedger.Entry entry = routing.ledger().open(() -> parcel.ticket().ended(false));
        try {
            routing.input(
                    loop.now(), (r, now) -> r.returned(now, link.id, parcel.header(), parcel.body(), entry.handle));
        } finally {
            routing.ledger().inputReturned(entry);
            parcel.body().release();
        }
    }

    /** After every batch: credits and frames go out together. What is written may give others credits to send: they follow. */
    void pump() {
        long now = loop.now();
        for (Link link = stirred.next(); link != null; link = stirred.next()) {
            if (byConnection.get(link.connection) != link) {
                continue; // it has ended meanwhile
            }
            if (link.up) {
                link.grant(now, false);
            }
            link.pump(now);
            if (link.choked) {
                close(link, CloseReason.OVER_LIMIT);
            }
        }
        if (!allPaused && !paused.isEmpty() && backlogBytes.get() < MAX_BACKLOG_BYTES / 4) {
            paused.forEach(connection -> connection.pauseReading(false));
            paused.clear();
        }
    }

    /** Several times a second. */
    void tick() {
        long now = loop.now();
        for (Link link : List.copyOf(up.values())) {
            link.tick(now);
            long silentMicros = now - link.lastHeardMicros;
            if (silentMicros > IDLE_MICROS) {
                close(link, CloseReason.IDLE);
            } else if (silentMicros > QUIET_MICROS && now - link.pingSentMicros > QUIET_MICROS) {
                ping(link);
            } else {
                tellLoad(link, now);
            }
        }
    }

    private void tellLoad(Link link, long now) {
        LinkLoad load = new LinkLoad(link.rttMicros, link.queuedBytes());
        if (!load.equals(link.toldLoad) && now - link.toldLoadAtMicros >= LOAD_PAUSE_MICROS) {
            link.toldLoad = load;
            link.toldLoadAtMicros = now;
            routing.input(now, (r, t) -> r.linkLoad(t, link.id, load));
        }
    }

    /** Stops reading everywhere while the routing is being replaced. */
    void pauseAll(boolean pause) {
        allPaused = pause;
        byConnection.keySet().forEach(connection -> connection.pauseReading(pause));
        if (!pause) {
            paused.clear();
        }
    }

    /** Tells a new routing of the links that live. */
    void introduce(boolean sameWire) {
        for (Link link : up.values()) {
            routing.input(loop.now(), (RoutingProtocol r, Long now) -> r.linkUp(now, link.id, link.facts()));
        }
        if (!sameWire) {
            new ArrayList<>(byConnection.values()).forEach(this::sendHello);
        }
    }

    void closeAll(CloseReason why) {
        List.copyOf(byConnection.values()).forEach(link -> close(link, why));
    }

    Link get(LinkId id) {
        return up.get(id);
    }

    Link linkTo(PeerId peer) {
        for (Link link : up.values()) {
            if (link.connection.peer().equals(peer)) {
                return link;
            }
        }
        return null;
    }

    Collection<Link> up() {
        return up.values();
    }

    int size() {
        return up.size();
    }

    long messagesReceived() {
        return messagesReceived;
    }

    long framesOverShare() {
        return framesOverShare;
    }
}
