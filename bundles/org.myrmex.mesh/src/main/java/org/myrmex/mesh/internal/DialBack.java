package org.myrmex.mesh.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.mesh.guard.Network;
import org.myrmex.mesh.keep.Claims;

/**
 * Tries whether those who dialled us can be dialled: at the address that they come from and at no other, or one neighbour
 * could have another machine knocked at. Loop thread only.
 */
final class DialBack {
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

    /** @param link null when there is none */
    void attempt(Link link, int port, CompletableFuture<Optional<CloseReason>> result) {
        if (link == null || link.dialledByUs || port < 1 || port > 65_535) {
            result.complete(Optional.of(CloseReason.UNREACHABLE));
            return;
        }
        long now = loop.now();
        PeerAddress address = new PeerAddress(link.address.scheme(), link.address.host(), port, Optional.of(link.peer));
        Network network = Gate.network(link.address);
        if (!claims.mayBeDialled(now, address, network)) {
            result.complete(Optional.of(CloseReason.OVER_LIMIT));
            return;
        }
        claims.dialled(now, address, network);
        dialler.dial(address, new Knock(address, result));
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
            loop.execute(() -> {
                claims.reached(loop.now(), address);
                reached.accept(address);
                result.complete(Optional.empty());
            });
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
            loop.execute(() -> {
                claims.failed(address);
                result.complete(Optional.of(reason));
            });
        }
    }
}
