package org.myrmex.mesh.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Goodbye;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.mesh.guard.Network;

/**
 * Connections that are no links yet: who dialled says hello, who was dialled answers. The answer decides: it is given only
 * when the one who gives it has no other connection with that peer, so both ends keep the same one. Loop thread only.
 */
final class Greeting {
    private static final long HELLO_TIMEOUT_MICROS = 5_000_000;
    /** Connections without a hello, of strangers; neighbours may have as many again, for a full house must not refuse them. */
    private static final int NEWCOMERS_PER_LINK = 2;

    private static final int FEWEST_NEWCOMERS = 64;

    private final Loop loop;
    private final PeerSettings settings;
    private final Identity identity;
    private final RoutingHost routing;
    private final RandomGenerator random;
    private final Links links;
    private final Map<Connection, Newcomer> waiting = new LinkedHashMap<>();
    private boolean closed;

    Greeting(
            Loop loop,
            PeerSettings settings,
            Identity identity,
            RoutingHost routing,
            RandomGenerator random,
            Links links) {
        this.loop = loop;
        this.settings = settings;
        this.identity = identity;
        this.routing = routing;
        this.random = random;
        this.links = links;
    }

    void up(Connection connection, Optional<PeerAddress> dialled, String source, Link renews) {
        if (closed) {
            connection.close(CloseReason.STOPPED); // transports go on for a moment after their mesh
            return;
        }
        PeerAddress address = dialled.orElse(connection.remote()).withId(connection.peer());
        Newcomer newcomer =
                new Newcomer(connection, address, source, renews, renews == null ? newToken() : renews.token);
        Optional<CloseReason> refusal = newcomer.dialledByUs() ? superfluous(newcomer) : tooMany(newcomer);
        waiting.put(connection, newcomer);
        if (connection.peer().equals(identity.id())) {
            refuse(newcomer, CloseReason.SELF);
        } else if (!links.gate().wants(connection.peer())) {
            refuse(newcomer, CloseReason.UNWANTED); // a transport may not have asked, or a dial named no id
        } else if (refusal.isPresent()) {
            refuse(newcomer, refusal.get());
        } else {
            links.inflow().opened(connection);
            if (newcomer.dialledByUs()) {
                // who is to take us in is told, and nobody again: what comes later would show how we fare
                boolean lacking = renews == null && links.wantsRoom();
                sayHello(newcomer, newcomer.token, renews == null ? 0 : renews.theirToken, lacking);
            }
            loop.after(HELLO_TIMEOUT_MICROS, () -> timeOut(newcomer));
        }
    }

    /** While nothing is read, or our own dial is not decided, the silence is not theirs. */
    private void timeOut(Newcomer newcomer) {
        if (waiting.get(newcomer.connection) != newcomer) {
            return;
        }
        if (links.inflow().allPaused() || newcomer.held != null) {
            loop.after(HELLO_TIMEOUT_MICROS, () -> timeOut(newcomer));
        } else {
            refuse(newcomer, CloseReason.HELLO_TIMEOUT);
        }
    }

    /** Of two dials of ours to one peer, under two addresses perhaps, the second is given up before it says hello. */
    private Optional<CloseReason> superfluous(Newcomer newcomer) {
        if (newcomer.renews != null) {
            boolean late = !newcomer.renews.up || newcomer.renews.renewingSinceMicros == 0;
            return late ? Optional.of(CloseReason.GONE) : Optional.empty();
        }
        Link link = links.linkTo(newcomer.peer());
        if (link != null) {
            links.keepAlive().doubt(link);
        }
        if (link != null || ownDial(newcomer.peer()) != null) {
            return Optional.of(CloseReason.DOUBLE_DIAL);
        }
        return links.takesDialled(newcomer) ? Optional.empty() : Optional.of(CloseReason.TOO_MANY);
    }

    private Optional<CloseReason> tooMany(Newcomer newcomer) {
        int places = Math.max(FEWEST_NEWCOMERS, NEWCOMERS_PER_LINK * settings.maxLinks());
        boolean neighbour = links.linkTo(newcomer.peer()) != null;
        long taken = waiting.values().stream()
                .filter(other -> !other.dialledByUs()) // those were our own wish
                .count();
        boolean room = neighbour ? taken < 2L * places : taken < places && !crowded(newcomer.network, places);
        return room ? Optional.empty() : Optional.of(CloseReason.TOO_MANY);
    }

    /**
     * Ids cost nothing: whoever has one public network, or one address elsewhere, must not take all the places of those who have
     * not said hello. Elsewhere one address may be a whole machine of peers, and has half of them.
     */
    private boolean crowded(Network network, int places) {
        int count = 0;
        for (Newcomer other : waiting.values()) {
            count += !other.dialledByUs() && other.network.equals(network) ? 1 : 0;
        }
        return count >= (network.realm() == Realm.PUBLIC ? settings.admission().unfinishedPerNetwork() : places / 2);
    }

    private Newcomer ownDial(PeerId peer) {
        for (Newcomer newcomer : waiting.values()) {
            if (newcomer.dialledByUs() && newcomer.peer().equals(peer)) {
                return newcomer;
            }
        }
        return null;
    }

    private long newToken() {
        long token = random.nextLong();
        return token == 0 ? 1 : token;
    }

    Newcomer at(Connection connection) {
        return waiting.get(connection);
    }

    void take(Newcomer newcomer, Frame frame) {
        switch (frame.type()) {
            case FrameTypes.HELLO ->
                Hello.decode(frame.body().view())
                        .ifPresentOrElse(
                                hello -> greeted(newcomer, hello), () -> refuse(newcomer, CloseReason.BAD_HELLO));
            // whoever refuses us says why and sends no hello
            case FrameTypes.CLOSE -> {
                newcomer.connection.close(CloseReason.GONE);
                end(newcomer, Goodbye.decode(frame.body().view()).orElse(CloseReason.MALFORMED_FRAME));
            }
            default -> refuse(newcomer, CloseReason.BAD_HELLO);
        }
    }

    private void greeted(Newcomer newcomer, Hello hello) {
        if (!hello.speaks(Hello.PROTOCOL_VERSION)) {
            refuse(newcomer, CloseReason.NO_COMMON_VERSION);
        } else if (!hello.routings().contains(routing.wire())) {
            refuse(newcomer, CloseReason.NO_COMMON_ROUTING);
        } else if (newcomer.dialledByUs()) {
            answered(newcomer, hello);
        } else {
            asked(newcomer, hello);
        }
    }

    /** They have no other connection with us than this one, and have just sent their answer. */
    private void answered(Newcomer newcomer, Hello hello) {
        Link renewed = newcomer.renews;
        boolean carriesOn = renewed != null && hello.renews() == renewed.token && hello.token() == renewed.theirToken;
        if (carriesOn && renewed.handover != null) {
            refuse(newcomer, CloseReason.DOUBLE_DIAL); // an earlier dial was answered late, but was answered
        } else if (carriesOn) {
            waiting.remove(newcomer.connection);
            links.renewed(renewed, newcomer.connection);
        } else if (hello.renews() != 0) {
            refuse(newcomer, CloseReason.BAD_HELLO);
        } else {
            Link stale = links.linkTo(newcomer.peer());
            if (stale == null && !links.takesDialled(newcomer)) {
                refuse(newcomer, CloseReason.TOO_MANY);
                return;
            }
            // out of the waiting first: the end of the link that it was to renew must not take it along
            waiting.remove(newcomer.connection);
            if (stale != null) {
                links.close(stale, CloseReason.GONE);
            }
            links.become(newcomer, hello);
        }
        reconsider(newcomer.peer());
    }

    private void asked(Newcomer newcomer, Hello hello) {
        Link link = links.linkTo(newcomer.peer());
        if (link != null && link.isCarriedOnBy(hello)) {
            if (link.handover != null || link.dialledByUs) {
                refuse(newcomer, CloseReason.DOUBLE_DIAL);
                return;
            }
            sayHello(newcomer, link.token, link.theirToken, false);
            waiting.remove(newcomer.connection);
            links.renewed(link, newcomer.connection);
            return;
        }
        boolean oursFirst = identity.id().compareTo(newcomer.peer()) < 0;
        Newcomer own = ownDial(newcomer.peer());
        if (link != null && link.dialledByUs && oursFirst) {
            links.keepAlive().doubt(link);
            refuse(newcomer, CloseReason.DOUBLE_DIAL);
        } else if (link == null && own != null && oursFirst) {
            newcomer.held = hello;
        } else if (link == null && !links.takesInbound(newcomer, hello)) {
            refuse(newcomer, CloseReason.TOO_MANY);
        } else {
            // they would not have said hello here if they knew of the others
            if (link != null) {
                links.close(link, CloseReason.DOUBLE_DIAL);
            }
            if (own != null && waiting.containsKey(own.connection)) {
                refuse(own, CloseReason.DOUBLE_DIAL);
            }
            sayHello(newcomer, 0);
            waiting.remove(newcomer.connection);
            links.become(newcomer, hello);
        }
    }

    /** Our own dial to the peer is decided: so is what waited for it. */
    private void reconsider(PeerId peer) {
        for (Newcomer newcomer : List.copyOf(waiting.values())) {
            if (newcomer.held != null && newcomer.peer().equals(peer) && waiting.containsKey(newcomer.connection)) {
                Hello hello = newcomer.held;
                newcomer.held = null;
                asked(newcomer, hello);
            }
        }
    }

    private void sayHello(Newcomer newcomer, long renews) {
        sayHello(newcomer, newcomer.token, renews, false);
    }

    private void sayHello(Newcomer newcomer, long token, long renews, boolean lacking) {
        BareFrame.send(newcomer.connection, FrameTypes.HELLO, hello(token, renews, lacking));
    }

    /** For a neighbour, whom it does not concern how many others there are. */
    byte[] hello(long token) {
        return hello(token, 0, false);
    }

    private byte[] hello(long token, long renews, boolean lacking) {
        return new Hello(
                        Hello.PROTOCOL_VERSION,
                        Hello.PROTOCOL_VERSION,
                        List.of(routing.wire()),
                        Link.WINDOW_BYTES,
                        token,
                        renews,
                        lacking)
                .encode();
    }

    /** The routing speaks another wire than our hellos said. */
    void sayHelloAgain() {
        for (Newcomer newcomer : List.copyOf(waiting.values())) {
            if (newcomer.dialledByUs()) {
                sayHello(newcomer, newcomer.renews == null ? 0 : newcomer.renews.theirToken);
            }
        }
    }

    void refuse(Newcomer newcomer, CloseReason why) {
        newcomer.close(why);
        links.gate().cutOff(newcomer.peer(), why);
        end(newcomer, why);
    }

    void closed(Connection connection, CloseReason reason) {
        Newcomer newcomer = waiting.get(connection);
        if (newcomer != null) {
            links.gate().cutOff(newcomer.peer(), reason);
            end(newcomer, reason);
        }
    }

    private void end(Newcomer newcomer, CloseReason why) {
        waiting.remove(newcomer.connection);
        links.inflow().closed(newcomer.connection);
        links.failed(newcomer, why);
        if (newcomer.dialledByUs()) {
            reconsider(newcomer.peer());
        }
    }

    /** A link has ended: nothing is left to carry on. */
    void linkEnded(Link link) {
        for (Newcomer newcomer : List.copyOf(waiting.values())) {
            if (newcomer.renews == link) {
                refuse(newcomer, CloseReason.GONE);
            }
        }
    }

    Iterable<Connection> connections() {
        return waiting.keySet();
    }

    /** From now on what comes up is closed at once. */
    void stop() {
        closed = true;
    }

    void closeAll(CloseReason why) {
        List.copyOf(waiting.values()).forEach(newcomer -> refuse(newcomer, why));
    }

    int size() {
        return waiting.size();
    }
}
