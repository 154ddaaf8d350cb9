package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.transport.tls.internal.TlsConnection.Handshaken;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handshake of one connected socket, as far as it gets without waiting. It owns memory only for what is incomplete.
 * Handshake thread only.
 */
final class Handshake {
    enum State {
        WANTS_READ,
        WANTS_WRITE,
        DONE,
        FAILED
    }

    /**
     * How far it got.
     *
     * @param reason of a failure, else null
     */
    record Progress(State state, CloseReason reason) {
        static Progress of(State state) {
            return new Progress(state, null);
        }

        static Progress failed(CloseReason reason) {
            return new Progress(State.FAILED, reason);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);
    /** All that the other end may send before it is let in; 2.2 KB are needed, and a first frame may come right behind. */
    private static final int MAX_BYTES = 16 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel socket;
    private final SecureChannel channel;
    private final HandshakeLoop loop;
    /** Received and not used yet; less than one record. */
    private ByteBuffer received;
    /** Bytes that the other end may still send. */
    private int mayCome;

    /** What the socket did not take yet, or null. */
    private ByteBuffer unwritten;

    private boolean done;
    private boolean refused;

    /** @param received what the other end has said already */
    Handshake(SocketChannel socket, SecureChannel channel, HandshakeLoop loop, ByteBuffer received) {
        this.socket = socket;
        this.channel = channel;
        this.loop = loop;
        this.received = received;
        mayCome = MAX_BYTES - received.remaining();
    }

    Progress advance() {
        try {
            return step();
        } catch (IOException e) {
            LOG.debug("a handshake broke: {}", e.toString());
            return Progress.failed(CloseReason.GONE);
        }
    }

    private Progress step() throws IOException {
        // the one who dials begins, so the first turn goes without anything read
        boolean read = true;
        while (true) {
            if (unwritten != null) {
                socket.write(unwritten);
                if (unwritten.hasRemaining()) {
                    return Progress.of(State.WANTS_WRITE);
                }
                unwritten = null;
            }
            if (done) {
                return Progress.of(State.DONE);
            }
            if (!read) {
                return Progress.of(State.WANTS_READ);
            }
            if (mayCome == 0) {
                return Progress.failed(CloseReason.OVER_LIMIT);
            }
            ByteBuffer incoming = loop.incoming().put(received);
            incoming.limit(incoming.position() + mayCome);
            int count = socket.read(incoming);
            read = count > 0;
            mayCome -= Math.max(0, count);
            ByteBuffer flight = loop.flight(channel.maxFlightBytes());
            try {
                done = channel.shakeHands(incoming.flip(), flight) == SecureChannel.Handshake.DONE;
            } catch (ChannelRefusedException e) {
                LOG.debug("a handshake failed: {}", e.getMessage());
                refused = true;
                unwritten = flight.position() == 0 ? null : copy(flight.flip());
                return Progress.failed(e.reason());
            }
            received = copy(incoming);
            unwritten = flight.position() == 0 ? null : copy(flight.flip());
            if (count < 0 && !done) {
                return Progress.failed(CloseReason.GONE);
            }
        }
    }

    /** What the live connection goes on with. */
    Handshaken result(PeerAddress address, boolean dialled, Events events, Runnable gone) {
        InetSocketAddress remote = (InetSocketAddress) socket.socket().getRemoteSocketAddress();
        return new Handshaken(
                socket,
                channel,
                channel.peer(),
                address,
                dialled,
                dialled && address.id().isPresent(),
                Realm.of(remote.getAddress()),
                events,
                received,
                unwritten,
                gone);
    }

    /** Sends the alert, if there is one and the socket takes it. */
    void abort() {
        try {
            if (!refused && unwritten == null) {
                ByteBuffer flight = loop.flight(channel.maxFlightBytes());
                channel.end(flight);
                unwritten = flight.flip();
            }
            if (unwritten != null) {
                socket.write(unwritten);
            }
            Sockets.finishWriting(socket);
        } catch (IOException | RuntimeException e) {
            LOG.debug("no alert was sent: {}", e.getMessage());
        }
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return bytes.hasRemaining()
                ? ByteBuffer.allocate(bytes.remaining()).put(bytes).flip()
                : NOTHING;
    }
}
