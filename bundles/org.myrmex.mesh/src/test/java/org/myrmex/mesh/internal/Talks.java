package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.DatagramListener;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.EndpointOptions;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.mesh.flow.SizeClass;
import org.myrmex.testkit.outbox.CountedBodies;

/**
 * Searches and conversations between peers that chance picks: one asks for another by a word, who answers, and then both send
 * datagrams, each with a number of its own. Every body is counted, and no number may arrive twice.
 */
final class Talks {
    static final int PROTOCOL = 7;
    private static final String SERVICE = "talk";
    private static final int[] LENGTHS = {
        SizeClass.UNPADDED_BYTES, 1024, SizeClass.QUERY_BYTES, SizeClass.ANSWER_BYTES, SizeClass.BLOCK_BYTES
    };
    private static final int MOST_DATAGRAMS = 40;
    private static final int LONGEST_MICROS = 120_000_000;
    /** How long a listener may think before he takes the next one. */
    private static final int LONGEST_THOUGHT_MICROS = 2_000_000;

    private final VirtualPeers world;
    private final Runnable onBurst;
    private final CountedBodies bodies = new CountedBodies();
    private final Set<Long> arrived = new HashSet<>();
    private final List<ClosableMesh> open = new ArrayList<>();
    private long lastNumber;
    private long asked;
    private long answered;
    private long sent;
    private long twice;

    /** @param onBurst called when many datagrams were sent at once and are still on their way */
    Talks(VirtualPeers world, Runnable onBurst) {
        this.world = world;
        this.onBurst = onBurst;
    }

    /** Lets a peer that was just started answer and listen. */
    void join(VirtualPeer peer) {
        peer.peer().addResponder(SERVICE, (query, answers) -> {
            if (new String(query.payload(), java.nio.charset.StandardCharsets.UTF_8).equals(peer.name())) {
                answers.send(query.payload());
            }
        });
        peer.peer().datagrams().receive(PROTOCOL, new Listening(peer.peer()));
    }

    /** One running peer looks for another. */
    void begin() {
        List<VirtualPeer> running =
                world.peers().stream().filter(VirtualPeer::runs).toList();
        VirtualPeer asking = running.get(world.chance().nextInt(running.size()));
        VirtualPeer wanted = running.get(world.chance().nextInt(running.size()));
        if (asking == wanted) {
            return;
        }
        Peer peer = asking.peer();
        ClosableMesh mesh = peer.mesh();
        Endpoint endpoint = mesh.open(new EndpointOptions("talk"));
        byte[] word = wanted.name().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        endpoint.query(SERVICE, word, QueryScope.DEFAULT, answer -> answered(peer, endpoint, answer));
        asked++;
        open.add(mesh);
        world.after(1 + world.chance().nextInt(LONGEST_MICROS), () -> end(mesh));
    }

    private void end(ClosableMesh mesh) {
        if (open.remove(mesh)) {
            mesh.close();
        }
    }

    private void answered(Peer peer, Endpoint endpoint, Answer answer) {
        answered++;
        LocalAddress local = peer.datagrams().local(endpoint);
        int count = world.chance().nextInt(MOST_DATAGRAMS);
        for (int i = 0; i < count; i++) {
            send(peer, local, answer.from());
        }
        onBurst.run();
        for (int i = 0; i < count; i++) {
            world.after(world.chance().nextInt(LONGEST_MICROS), () -> send(peer, local, answer.from()));
        }
    }

    private void send(Peer peer, LocalAddress from, VirtualAddress to) {
        byte[] bytes = new byte[LENGTHS[world.chance().nextInt(LENGTHS.length)]];
        ByteBuffer.wrap(bytes).put((byte) 1).put((byte) PROTOCOL).putLong(++lastNumber);
        if (peer.datagrams().send(from, to, bodies.make(bytes), SendOptions.DEFAULT, () -> {})) {
            sent++;
        }
    }

    private final class Listening implements DatagramListener {
        private final Peer peer;

        Listening(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void received(LocalAddress to, VirtualAddress from, Body body, Runnable consumed) {
            if (!arrived.add(body.view().getLong(2))) {
                twice++;
            }
            if (world.chance().nextInt(4) == 0) {
                send(peer, to, from);
            }
            if (world.chance().nextInt(8) == 0) {
                world.after(world.chance().nextInt(LONGEST_THOUGHT_MICROS), () -> {
                    body.release();
                    consumed.run();
                });
            } else {
                body.release();
                consumed.run();
            }
        }
    }

    /** Ends all that is going on. */
    void endAll() {
        List.copyOf(open).forEach(this::end);
    }

    /** Bodies that somebody still holds. */
    int bodiesAlive() {
        return bodies.alive();
    }

    /** Datagrams that arrived although they had arrived before. */
    long arrivedTwice() {
        return twice;
    }

    long arrived() {
        return arrived.size();
    }

    long sent() {
        return sent;
    }

    long answeredQueries() {
        return answered;
    }

    @Override
    public String toString() {
        return asked + " searches, " + answered + " answers, " + sent + " datagrams, " + arrived.size() + " arrived";
    }
}
