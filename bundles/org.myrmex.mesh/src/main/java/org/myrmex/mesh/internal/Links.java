package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.LinkLoad;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.flow.CoverFrame;
import org.myrmex.mesh.flow.Credits;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Goodbye;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.mesh.flow.NeighbourMessage;
import org.myrmex.mesh.flow.Parcel;
import org.myrmex.mesh.flow.SizeClass;
import org.myrmex.mesh.guard.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The neighbours: what their frames ask for, and the end of whoever breaks the protocol, with a named reason. Loop thread
 * only, but for the {@link Events} that transports call.
 */
final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    private static final long LOAD_PAUSE_MICROS = 100_000;
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

        /** Somebody dialled us, and has proven who he is. */
        void dialledIn(Realm realm);

        /** Whether a dial of ours may still become a link. */
        boolean takesDialled(PeerAddress address);

        /** Whether somebody who dialled us becomes one; may close another link for him. */
        boolean takesInbound(Network network, boolean lacking);

        /** Whether the hello of a dial is to say that two neighbours or more are lacking. */
        boolean wantsRoom();
    }

    private final Loop loop;
    private final RoutingHost routing;
    private final Observer observer;
    private final Identity identity;
    private final Gate gate;
    private final Inflow inflow = new Inflow();
    private final Greeting greeting;
    private final KeepAlive keepAlive;
    private final Renewal renewal;
    /** Of a link that is being renewed both connections. */
    private final Map<Connection, Link> byConnection = new LinkedHashMap<>();

    private final TreeMap<LinkId, Link> up = new TreeMap<>();
    private final Stirred stirred = new Stirred();
    private final Pacing pacing;
    private long lastNumber;
    private long messagesReceived;
    private long framesOverShare;

    Links(
            Loop loop,
            PeerSettings settings,
            Identity identity,
            Gate gate,
            RoutingHost routing,
            RandomGenerator random,
            BiConsumer<PeerAddress, ConnectionEvents> dialler,
            Observer observer) {
        this.loop = loop;
        this.identity = identity;
        this.gate = gate;
        this.routing = routing;
        this.observer = observer;
        this.pacing = new Pacing(loop, settings.pace(), random, stirred);
        this.greeting = new Greeting(loop, settings, identity, routing, random, this);
        this.keepAlive = new KeepAlive(loop, this, inflow);
        this.renewal = new Renewal(loop, this, settings.renewMicros(), random, dialler);
    }

    /** What a transport is given: what it brings is a turn of the loop, at once or later. */
    ConnectionEvents events(Optional<PeerAddress> dialled, String source) {
        return new Events(dialled, source, null);
    }

    ConnectionEvents inbound() {
        return events(Optional.empty(), INBOUND);
    }

    /** For the dial that is to carry a link on. */
    ConnectionEvents renewing(Link link) {
        return new Events(Optional.of(link.address), link.source, link);
    }

    private final class Events implements ConnectionEvents {
        private final Optional<PeerAddress> dialled;
        private final String source;
        private final Link renews;
        private final Identity.Key under = identity.key();

        Events(Optional<PeerAddress> dialled, String source, Link renews) {
            this.dialled = dialled;
            this.source = source;
            this.renews = renews;
        }

        @Override
        public void up(Connection connection) {
            if (!connection.dialledByUs()) {
                gate.accepted(connection.remote());
            }
            loop.execute(() -> {
                if (!identity.isPresent(under)) {
                    BareFrame.say(connection, CloseReason.STOPPED);
                    connection.close(CloseReason.STOPPED);
                    dialFailed(CloseReason.STOPPED);
                    return;
                }
                if (!connection.dialledByUs()) {
                    observer.dialledIn(connection.realm());
                }
                if (renews == null) {
                    dialled.ifPresent(d -> observer.answered(d, connection.peer()));
                }
                greeting.up(connection, dialled, source, renews);
            });
        }

        @Override
        public void received(Connection connection, List<Frame> frames) {
            long arrived = inflow.arrived(connection, frames);
            loop.executeHere(() -> {
                inflow.handling(connection, arrived);
                try {
                    take(connection, frames);
                } finally {
                    inflow.handled(arrived);
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
            if (dialled.isEmpty()) {
                gate.strangerFailed(address, reason);
                return;
            }
            loop.execute(() -> dialFailed(reason));
        }

        private void dialFailed(CloseReason reason) {
            if (renews != null) {
                renewal.failed(renews, reason);
            } else {
                dialled.ifPresent(d -> observer.dialFailed(d, reason));
            }
        }
    }

    private void writableAgain(Connection connection) {
        Link link = byConnection.get(connection);
        if (link != null) {
            link.writable();
        }
    }

    private void take(Connection connection, List<Frame> frames) {
        for (Frame frame : frames) {
            Link link = byConnection.get(connection);
            Newcomer newcomer = link == null ? greeting.at(connection) : null;
            try {
                if (link != null) {
                    link.receivedBytes += frame.wireBytes();
                    link.lastHeardMicros = loop.now();
                    take(link, connection, frame);
                } else if (newcomer != null) {
                    greeting.take(newcomer, frame);
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.error("fault at a frame of a neighbour, which is closed for it", e);
                Loop.guarded(() -> closeAt(connection, CloseReason.INTERNAL));
            } finally {
                frame.body().release();
            }
        }
    }

    private void closeAt(Connection connection, CloseReason why) {
        Link link = byConnection.get(connection);
        Newcomer newcomer = greeting.at(connection);
        if (link != null) {
            close(link, why);
        } else if (newcomer != null) {
            greeting.refuse(newcomer, why);
        }
    }

    private void take(Link link, Connection connection, Frame frame) {
        boolean leaving = link.handover != null && link.handover.old == connection;
        if (leaving && link.handover.heard()) {
            close(link, CloseReason.MALFORMED_FRAME); // after the last frame
            return;
        }
        if (!link.budget.admits(loop.now(), frame.type())) {
            close(link, CloseReason.OVER_LIMIT);
            return;
        }
        switch (frame.type()) {
            case FrameTypes.HELLO ->
                Hello.decode(frame.body().view())
                        .ifPresentOrElse(
                                // on the younger connection there was a younger one
                                hello -> speaksStill(
                                        link, leaving || hello.routings().contains(routing.wire())),
                                () -> close(link, CloseReason.BAD_HELLO));
            case FrameTypes.ROUTING -> routed(link, frame);
            case FrameTypes.CREDIT ->
                Credits.decode(frame.body().view())
                        .ifPresentOrElse(
                                grants -> grants.forEach(link::credited),
                                () -> close(link, CloseReason.MALFORMED_FRAME));
            case FrameTypes.PING -> keepAlive.pinged(link, frame.body().view());
            case FrameTypes.PONG -> keepAlive.ponged(link, frame.body().view());
            case FrameTypes.CLOSE -> closedByPeer(link, connection, frame.body().view());
            case FrameTypes.NEIGHBOUR ->
                NeighbourMessage.decode(frame.header(), frame.body().view())
                        .ifPresentOrElse(
                                message -> observer.neighbourMessage(link, message),
                                () -> close(link, CloseReason.MALFORMED_FRAME));
            case FrameTypes.COVER -> uncovered(link, connection, frame);
            default -> close(link, CloseReason.MALFORMED_FRAME);
        }
    }

    /** What came under cover is treated as if it had come alone: every budget counts it. */
    private void uncovered(Link link, Connection connection, Frame frame) {
        CoverFrame.Inside inside =
                CoverFrame.decode(frame.header(), frame.body().view()).orElse(null);
        if (inside == null || frame.flow() != 0) {
            close(link, CloseReason.MALFORMED_FRAME);
        } else if (!inside.isNothing()) {
            take(link, connection, new Frame(inside.type(), 0, inside.header(), inside.body()));
        }
    }

    /** A later hello: the neighbour's routing was replaced. */
    private void speaksStill(Link link, boolean ours) {
        if (!ours) {
            close(link, CloseReason.NO_COMMON_ROUTING);
        }
    }

    /** The greeting is done. */
    void become(Newcomer newcomer, Hello theirs) {
        Link link = new Link(new LinkId(++lastNumber), newcomer, theirs, loop.now(), stirred, pacing);
        byConnection.put(link.connection, link);
        up.put(link.id, link);
        routing.input(loop.now(), (r, now) -> r.linkUp(now, link.id, link.facts()));
        gate.linkUp(link);
        keepAlive.ping(link);
        renewal.up(link);
        LOG.debug("{} is up, found by {}", link.id, link.source);
        observer.linkUp(link);
    }

    /** A younger connection carries the link on. */
    void renewed(Link link, Connection younger) {
        byConnection.put(younger, link);
        renewal.moved(link, younger);
    }

    /** Nothing more comes over its old connection. */
    void left(Link link) {
        byConnection.remove(link.handover.old);
        inflow.closed(link.handover.old);
        link.handover = null;
    }

    /** A connection that did not become a link. */
    void failed(Newcomer newcomer, CloseReason why) {
        if (newcomer.renews != null) {
            renewal.failed(newcomer.renews, why);
        } else if (newcomer.dialledByUs()) {
            observer.dialFailed(newcomer.address, why);
        }
    }

    private void routed(Link link, Frame frame) {
        if (!SizeClass.isOne(frame.body().length())) {
            close(link, CloseReason.MALFORMED_FRAME);
            return;
        }
        messagesReceived++;
        int cost = SizeClass.cost(frame.body().length());
        switch (link.receiver.received(loop.now(), frame.flow(), cost)) {
            case ACCEPTED -> {
                link.use.carried(frame.flow() == 0 ? 0 : cost);
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

    private void closedByPeer(Link link, Connection connection, ByteBuffer body) {
        CloseReason theirs = Goodbye.decode(body).orElse(CloseReason.MALFORMED_FRAME);
        if (theirs == CloseReason.RENEWED) {
            renewal.renewedByPeer(link, connection);
            return;
        }
        LOG.debug("{} was closed by the neighbour: {}", link.id, theirs);
        link.abandon();
        end(link, theirs);
    }

    private void gone(Connection connection, CloseReason reason) {
        Link link = byConnection.get(connection);
        if (link == null) {
            greeting.closed(connection, reason);
        } else if (link.handover != null && link.handover.old == connection && link.handover.agreed()) {
            left(link);
        } else {
            link.abandon(); // what was under way on one connection is lost, and credits with it
            gate.cutOff(link.peer, reason); // a transport cuts off whoever sends what is no frame
            end(link, reason);
        }
    }

    void close(Link link, CloseReason why) {
        if (link.up) {
            link.close(why, loop.now());
            gate.cutOff(link.peer, why);
            end(link, why);
        }
    }

    private void end(Link link, CloseReason why) {
        byConnection.remove(link.connection);
        inflow.closed(link.connection);
        if (link.handover != null) {
            left(link);
        }
        LOG.debug("{} ended: {}", link.id, why);
        link.up = false;
        up.remove(link.id);
        gate.linkDown(link);
        // whatever a routing does wrong here, the frames are given back and the keeper hears of the loss
        Loop.guarded(() -> routing.input(loop.now(), (r, now) -> r.linkDown(now, link.id, why)));
        link.drain().forEach(parcel -> Loop.guarded(() -> giveBack(link, parcel)));
        greeting.linkEnded(link);
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
        do {
            for (Link link = stirred.next(); link != null; link = stirred.next()) {
                if (link.up) {
                    pump(link); // else it has ended meanwhile
                }
            }
        } while (pacing.stirNext());
        inflow.relax();
    }

    private void pump(Link link) {
        link.grant(loop.now());
        link.pump(loop.now());
        renewal.settle(link);
        if (link.up && link.choked) {
            // the network may be too slow for us as well as he: no misdeed
            link.close(CloseReason.OVER_LIMIT, loop.now());
            end(link, CloseReason.OVER_LIMIT);
        } else if (link.up) {
            pacing.pumped(link);
        }
    }

    /** The way to the net may be another one: whoever does not answer soon is given up. */
    void doubtAll() {
        List.copyOf(up.values()).forEach(keepAlive::doubtAfterChange);
    }

    /** Several times a second. */
    void tick() {
        long now = loop.now();
        keepAlive.tick();
        for (Link link : List.copyOf(up.values())) {
            if (!link.up) {
                continue; // the end of another took it along
            }
            link.tick(now);
            renewal.tick(link);
            if (link.up && keepAlive.tick(link)) {
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
        inflow.pauseAll(pause, byConnection.keySet());
        inflow.pauseAll(pause, greeting.connections());
    }

    /** Tells a new routing of the links that live. */
    void introduce(boolean sameWire) {
        for (Link link : up.values()) {
            routing.input(loop.now(), (RoutingProtocol r, Long now) -> r.linkUp(now, link.id, link.facts()));
        }
        if (!sameWire) {
            up.values().forEach(link -> link.control(FrameTypes.HELLO, greeting.hello(link.token), loop.now()));
            greeting.sayHelloAgain();
        }
    }

    /** For good. */
    void stop(CloseReason why) {
        greeting.stop();
        closeAll(why);
    }

    /** Closes what there is now. */
    void closeAll(CloseReason why) {
        List.copyOf(up.values()).forEach(link -> close(link, why));
        greeting.closeAll(why);
    }

    Gate gate() {
        return gate;
    }

    Inflow inflow() {
        return inflow;
    }

    KeepAlive keepAlive() {
        return keepAlive;
    }

    /** Whether a dial of ours may still become a link. */
    boolean takesDialled(Newcomer newcomer) {
        return observer.takesDialled(newcomer.address);
    }

    /** Whether somebody who dialled us becomes a link; another one may have to go for him. */
    boolean takesInbound(Newcomer newcomer, Hello hello) {
        return gate.hasRoom(newcomer.network) && observer.takesInbound(newcomer.network, hello.lacking());
    }

    boolean wantsRoom() {
        return observer.wantsRoom();
    }

    Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>(renewal.counters());
        counters.putAll(gate.counters());
        counters.put("link_connections", (long) byConnection.size());
        counters.put("unfinished_connections", (long) greeting.size());
        counters.put("received_backlog_bytes", inflow.backlogBytes());
        return counters;
    }

    Link get(LinkId id) {
        return up.get(id);
    }

    Link linkTo(PeerId peer) {
        for (Link link : up.values()) {
            if (link.peer.equals(peer)) {
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
