package org.myrmex.transport.tls.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.myrmex.api.transport.PeerId;

/** Two engines that talk through memory; what each one says is kept. */
final class EnginePair {
    private static final int MAX_STEPS = 50;
    private static final int WIRE_BYTES = 64 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final SSLEngine client;
    final SSLEngine server;
    final PinnedTrust.Check clientCheck;
    final PinnedTrust.Check serverCheck;
    final ByteArrayOutputStream saidByClient = new ByteArrayOutputStream();
    final ByteArrayOutputStream saidByServer = new ByteArrayOutputStream();

    EnginePair(TlsIdentity dialler, TlsIdentity listener, Optional<PeerId> pin) {
        client = dialler.engine(true);
        server = listener.engine(false);
        clientCheck = dialler.trust().expect(client, pin);
        serverCheck = listener.trust().expect(server, Optional.empty());
    }

    void shakeHands() throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        ByteBuffer toServer = ByteBuffer.allocate(WIRE_BYTES).flip();
        ByteBuffer toClient = ByteBuffer.allocate(WIRE_BYTES).flip();
        for (int i = 0; i < MAX_STEPS; i++) {
            step(client, toClient, toServer, saidByClient);
            step(server, toServer, toClient, saidByServer);
            boolean shaking = isShaking(client) || isShaking(server);
            if (!shaking && !toServer.hasRemaining() && !toClient.hasRemaining()) {
                return;
            }
        }
        throw new SSLException(
                "the handshake does not end: " + client.getHandshakeStatus() + ", " + server.getHandshakeStatus());
    }

    private static boolean isShaking(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out, ByteArrayOutputStream said)
            throws SSLException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            out.compact();
            int start = out.position();
            engine.wrap(NOTHING, out);
            byte[] words = new byte[out.position() - start];
            out.flip().get(start, words);
            said.writeBytes(words);
        } else {
            engine.unwrap(in, ByteBuffer.allocate(WIRE_BYTES));
        }
    }
}
