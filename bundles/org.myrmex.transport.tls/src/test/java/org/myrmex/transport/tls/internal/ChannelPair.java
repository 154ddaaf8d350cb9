package org.myrmex.transport.tls.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannels;

/** Two channels that talk through memory; what each one says is kept. */
public final class ChannelPair {
    private static final int MAX_STEPS = 50;
    private static final int WIRE_BYTES = 64 * 1024;

    public final SecureChannel client;
    public final SecureChannel server;
    public final ByteArrayOutputStream saidByClient = new ByteArrayOutputStream();
    public final ByteArrayOutputStream saidByServer = new ByteArrayOutputStream();
    private final ByteBuffer toServer = ByteBuffer.allocate(WIRE_BYTES).flip();
    private final ByteBuffer toClient = ByteBuffer.allocate(WIRE_BYTES).flip();

    public ChannelPair(SecureChannels dialler, SecureChannels listener) {
        client = dialler.dialling(proven -> Optional.empty());
        server = listener.accepting(proven -> Optional.empty());
    }

    public void shakeHands() throws ChannelRefusedException {
        boolean clientDone = false;
        boolean serverDone = false;
        for (int i = 0; i < MAX_STEPS && !(clientDone && serverDone); i++) {
            clientDone = clientDone || step(client, toClient, toServer, saidByClient);
            serverDone = serverDone || step(server, toServer, toClient, saidByServer);
        }
        if (clientDone && serverDone) {
            return;
        }
        throw new AssertionError("the handshake does not end");
    }

    private static boolean step(SecureChannel channel, ByteBuffer in, ByteBuffer out, ByteArrayOutputStream said)
            throws ChannelRefusedException {
        ByteBuffer flight = ByteBuffer.allocate(channel.maxFlightBytes());
        boolean done = channel.shakeHands(in, flight) == SecureChannel.Handshake.DONE;
        said.write(flight.array(), 0, flight.position());
        out.compact().put(flight.flip()).flip();
        return done;
    }
}
