package org.myrmex.mesh.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.guard.Network;
import org.myrmex.mesh.keep.Claims;

/**
 * Tries whether those who dialled us can be dialled: at the address that they come from and at no other, or one neighbour
 * could have another machine knocked at. Loop thread only.
 */
final class DialBack {
    /** Below are services of machines, and a knock on a neighbour's word would be a scan of them. */
    private static final int LEAST_PORT = 1024;
    /**
     * But for those of the web, where peers listen that others reach through strict firewalls. In the public net alone, where the
     * neighbour's own address is its own router's at most: elsewhere many live behind one address.
     */
    private static final Set<Integer> PUBLIC_PORTS = new TreeSet<>(List.of(80, 443));

    private static final int MOST_PORT = 65_535;
    /** A transport that never says what became of a dial costs its asker the answer, and not a place among those under way. */
    static final long TIMEOUT_MICROS = 30_000_000;

    private final Loop loop;
    private final Claims claims = new Claims();
    private final Dialler dialler;
    private final Consumer<PeerAddress> reached;

    /** Dials, with these told. */
    interface Dialler {
        void dial(PeerAddress address, ConnectionEvents events);
    }

    /** @param reached takes what was reached, on the loop */
    DialBack(Loop loop, Dialler dialler, Consumer<PeerAddress> reached) {
        this.loop = loop;
        this.dialler = dialler;
        this.reached = reached;
    }

    /**
     * Tries.
     *
     * @param from where the neighbour comes from, with its id; empty when there is none, or we dialled it
     */
    void attempt(Optional<PeerAddress> from, int port, CompletableFuture<Optional<CloseReason>> result) {
        if (from.isEmpty() || port < 1 || port > MOST_PORT) {
            result.complete(Optional.of(CloseReason.UNREACHABLE));
            return;
        }
        long now = loop.now();
        PeerAddress neighbour = from.get();
        PeerAddress address = new PeerAddress(neighbour.scheme(), neighbour.host(), port, neighbour.id());
        Network network = Gate.network(neighbour);
        if (!mayBeKnockedAt(port, network.realm()) || !claims.mayBeDialled(now, address, network)) {
            result.complete(Optional.of(CloseReason.OVER_LIMIT));
            return;
        }
        claims.dialled(now, address, network);
        Knock knock = new Knock(address, result);
        loop.after(TIMEOUT_MICROS, () -> knock.ended(Optional.of(CloseReason.UNREACHABLE)));
        dialler.dial(address, knock);
    }

    private static boolean mayBeKnockedAt(int port, Realm realm) {
        return port >= LEAST_PORT || (realm == Realm.PUBLIC && PUBLIC_PORTS.contains(port));
    }

    /** Leaves as soon as the door is opened. */
    private final class Knock implements ConnectionEvents {
        private final PeerAddress address;
        private final CompletableFuture<Optional<CloseReason>> result;

        Knock(PeerAddress address, CompletableFuture<Optional<CloseReason>> result) {
            this.address = address;
            this.result = result;
        }

        @Override
        public void up(Connection connection) {
            connection.close(CloseReason.GONE);
            loop.execute(() -> ended(Optional.empty()));
        }

        /** The first word counts. On the loop. */
        void ended(Optional<CloseReason> failure) {
            if (result.isDone()) {
                return;
            }
            if (failure.isEmpty()) {
                claims.reached(loop.now(), address);
                reached.accept(address);
            } else {
                claims.failed(address);
            }
            result.complete(failure);
        }

        @Override
        public void received(Connection connection, List<Frame> frames) {
            frames.forEach(frame -> frame.body().release());
        }

        @Override
        public void writable(Connection connection) {
            // nothing is ever sent
        }

        @Override
        public void closed(Connection connection, CloseReason reason) {
            // as was meant
        }

        @Override
        public void failed(PeerAddress dialled, CloseReason reason) {
            loop.execute(() -> ended(Optional.of(reason)));
        }
    }
}
