package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.guard.AdmissionRules;
import org.myrmex.transport.memory.internal.MemoryTransport;

/** A transport that comes later with the same scheme and a higher ranking takes the doors over. */
class TransportTakeoverTest extends MemoryPeers {
    private int lastPort = 1000;

    /** Finds a free port when it is asked for any, as sockets do; remembers what it was asked for. */
    private final class Ported implements Transport {
        private final MemoryTransport below = new MemoryTransport(network);
        private final List<Integer> asked = new ArrayList<>();

        Ported() {
            transports.add(below);
        }

        @Override
        public String scheme() {
            return below.scheme();
        }

        @Override
        public synchronized Listening listen(PeerAddress address, TransportContext context) throws IOException {
            asked.add(address.port());
            int port = address.port() == 0 ? ++lastPort : address.port();
            return below.listen(new PeerAddress(scheme(), address.host(), port, address.id()), context);
        }

        synchronized List<Integer> asked() {
            return List.copyOf(asked);
        }

        @Override
        public void dial(PeerAddress address, TransportContext context, ConnectionEvents events, long timeoutMillis) {
            below.dial(address, context, events, timeoutMillis);
        }
    }

    private Peer peerOnAnyPort() throws Exception {
        PeerSettings settings = new PeerSettings(
                List.of(PeerAddress.parse("memory://any:0")),
                "mute",
                Set.of(),
                0,
                0,
                32,
                0,
                AdmissionRules.DEFAULT,
                LinkPace.FREE,
                TransportLimits.DEFAULT);
        Peer peer = new Peer(
                settings,
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair(),
                () -> TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()),
                new SecureRandom());
        peers.add(peer);
        peer.addRouting(mute(), 0);
        peer.start();
        return peer;
    }

    @Test
    void aDoorThatHadAnyPortKeepsItWhenADecoratorComesAndGoes() throws Exception {
        Peer peer = peerOnAnyPort();
        Ported first = new Ported();
        peer.addTransport(first, 0);
        await("a door", () -> !peer.view().listening().isEmpty());
        PeerAddress invited = peer.view().listening().get(0);
        Ported decorator = new Ported();
        peer.addTransport(decorator, 1000);
        await(
                "the decorator's door",
                () -> decorator.asked().size() == 1 && !peer.view().listening().isEmpty());
        assertEquals(List.of(invited), peer.view().listening());
        peer.removeTransport(decorator);
        await(
                "the first one's door",
                () -> first.asked().size() == 2 && !peer.view().listening().isEmpty());
        assertEquals(List.of(invited), peer.view().listening());
        assertEquals(List.of(0, invited.port()), first.asked());
    }
}
