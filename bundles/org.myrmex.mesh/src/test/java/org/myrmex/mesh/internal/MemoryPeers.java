package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.DatagramListener;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.EndpointOptions;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.guard.AdmissionRules;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.transport.memory.internal.MemoryNetwork;
import org.myrmex.transport.memory.internal.MemoryTransport;

/** Peers made with {@code new}, joined by the transport in memory and MUTE's routing, and how they talk. */
abstract class MemoryPeers {
    static final long WAIT_MILLIS = 60_000;

    final MemoryNetwork network = MemoryNetwork.threaded();
    final List<Peer> peers = new ArrayList<>();
    final List<MemoryTransport> transports = new ArrayList<>();

    @AfterEach
    void closeAll() {
        peers.forEach(Peer::close);
        transports.forEach(MemoryTransport::close);
        network.close();
    }

    Peer peer(String host) {
        return peer(host, mute());
    }

    Peer peer(String host, RoutingProtocolFactory... routings) {
        PeerSettings settings = new PeerSettings(
                List.of(PeerAddress.parse("memory://" + host + ":1")),
                "mute",
                Set.of(),
                0,
                0,
                32,
                0,
                AdmissionRules.DEFAULT,
                LinkPace.FREE,
                TransportLimits.DEFAULT);
        try {
            Peer peer = new Peer(
                    settings,
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair(),
                    () -> TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()),
                    new SecureRandom());
            MemoryTransport transport = new MemoryTransport(network);
            transports.add(transport);
            peer.addTransport(transport, 0);
            List.of(routings).forEach(routing -> peer.addRouting(routing, 0));
            peer.start();
            peers.add(peer);
            await("listening", () -> !peer.view().listening().isEmpty());
            return peer;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static RoutingProtocolFactory mute() {
        return new MuteRoutingFactory();
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS);
        while (!holds(condition)) {
            assertTrue(System.nanoTime() < deadline, "in vain: " + what);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Not yet, too, while a busy machine lets the mesh wait for longer than whoever asks it does. */
    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    static void link(Peer from, Peer to) {
        from.connect(to.view().listening().get(0));
        await("a link", () -> from.view().links().stream()
                .anyMatch(l -> l.address().id().orElseThrow().equals(to.id())));
        await("a link back", () -> to.view().links().stream()
                .anyMatch(l -> l.address().id().orElseThrow().equals(from.id())));
    }

    static Answer ask(Endpoint endpoint, String service, String words) throws InterruptedException {
        BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
        endpoint.query(service, words.getBytes(StandardCharsets.UTF_8), QueryScope.DEFAULT, answers::add);
        Answer answer = answers.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        assertNotNull(answer, "no answer came");
        return answer;
    }

    static void echo(Peer peer) {
        peer.addResponder("echo", (query, answers) -> answers.send(query.payload()));
    }

    /** Takes datagrams, keeps them, gives the credit back at once. */
    static final class Inbox implements DatagramListener {
        record Letter(LocalAddress to, VirtualAddress from, byte[] bytes) {}

        private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();

        @Override
        public void received(LocalAddress to, VirtualAddress from, Body body, Runnable consumed) {
            byte[] bytes = new byte[body.length()];
            body.view().get(bytes);
            body.release();
            letters.add(new Letter(to, from, bytes));
            consumed.run();
        }

        Letter next() throws InterruptedException {
            Letter letter = letters.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            assertNotNull(letter, "no datagram came");
            return letter;
        }
    }

    static Body datagram(int length, int number) {
        byte[] bytes = new byte[length];
        bytes[0] = 1;
        bytes[1] = 1;
        bytes[2] = (byte) number;
        bytes[3] = (byte) (number >> 8);
        return Body.of(bytes);
    }

    static int number(Inbox.Letter letter) {
        return (letter.bytes()[2] & 0xFF) | (letter.bytes()[3] & 0xFF) << 8;
    }

    void send(Peer from, LocalAddress local, VirtualAddress to, int first, int count) throws InterruptedException {
        BlockingQueue<Integer> room = new LinkedBlockingQueue<>();
        int outstanding = 0;
        for (int i = first; i < first + count; i++) {
            if (outstanding == 8) {
                assertNotNull(room.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS), "the first link takes no more");
                outstanding--;
            }
            outstanding++;
            assertTrue(from.datagrams().send(local, to, datagram(16_896, i), SendOptions.DEFAULT, () -> room.add(1)));
        }
        for (; outstanding > 0; outstanding--) {
            assertNotNull(room.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS), "the first link takes no more");
        }
    }

    record Conversation(LocalAddress asker, VirtualAddress answerer, Inbox inbox) {}

    Conversation converse(Peer a, Peer c) throws InterruptedException {
        echo(c);
        Inbox inbox = new Inbox();
        c.datagrams().receive(1, inbox);
        Endpoint endpoint = a.mesh().open(new EndpointOptions("test"));
        Answer answer = ask(endpoint, "echo", "hello");
        return new Conversation(a.datagrams().local(endpoint), answer.from(), inbox);
    }
}
