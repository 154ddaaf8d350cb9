package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.memory.internal.MemoryTransport;

/**
 * Somebody who dials peers and breaks the protocol: says nothing, or nonsense before or after a good hello, takes more than
 * its credits, does not answer, leaves in the middle.
 */
final class Rascal extends Outsider {
    private static final int MOST_CONNECTIONS = 20;
    private static final int WINDOW_BYTES = 256 * 1024;

    private final VirtualPeers world;
    private final TestContext context;
    private final MemoryTransport transport;
    private final String wire;

    Rascal(VirtualPeers world, String wire) {
        this.world = world;
        this.wire = wire;
        this.transport = new MemoryTransport(world.network());
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("Ed25519");
            keys.initialize(255, new SeededRandom(world.seed(), "rascal"));
            context = new TestContext(keys.generateKeyPair(), TransportLimits.DEFAULT, this);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /** One of its tricks at a peer that chance picks. */
    void act() {
        if (connections.size() < MOST_CONNECTIONS && world.chance().nextBoolean()) {
            VirtualPeer victim =
                    world.peers().get(world.chance().nextInt(world.peers().size()));
            transport.dial(victim.door(), context, this, 1_000);
        } else if (!connections.isEmpty()) {
            trick(connections.get(world.chance().nextInt(connections.size())));
        }
    }

    private void trick(Connection connection) {
        switch (world.chance().nextInt(7)) {
            case 0 -> send(connection, FrameTypes.HELLO, 0, hello());
            case 1 -> send(connection, FrameTypes.HELLO, 0, noise(world.chance().nextInt(64)));
            case 2 ->
                send(connection, FrameTypes.CREDIT, 0, noise(world.chance().nextInt(64)));
            case 3 -> send(connection, FrameTypes.ROUTING, 1 + world.chance().nextInt(9), noise(1024));
            case 4 -> flood(connection);
            case 5 ->
                send(
                        connection,
                        world.chance().nextInt(256),
                        0,
                        noise(world.chance().nextInt(512)));
            default -> connection.close(CloseReason.GONE);
        }
    }

    /** More on one flow than any window. */
    private void flood(Connection connection) {
        for (int i = 0; i < 64; i++) {
            send(connection, FrameTypes.ROUTING, 5, noise(16_896));
        }
    }

    private byte[] hello() {
        long token = 1L + world.chance().nextInt(9);
        long renews = world.chance().nextInt(2);
        return new Hello(
                        Hello.PROTOCOL_VERSION,
                        Hello.PROTOCOL_VERSION,
                        List.of(wire),
                        WINDOW_BYTES,
                        token,
                        renews,
                        false)
                .encode();
    }

    private byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        world.chance().nextBytes(noise);
        return noise;
    }

    private static void send(Connection connection, int type, int flow, byte[] body) {
        connection.send(List.of(new Frame(type, flow, ByteBuffer.allocate(0), Body.of(body))));
    }

    void leave() {
        transport.close();
    }
}
