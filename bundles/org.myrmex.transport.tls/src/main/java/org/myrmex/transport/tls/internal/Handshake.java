package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.transport.tls.internal.TlsConnection.Handshaken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TLS handshake of one connected socket, as far as it gets without waiting. Handshake thread only. */
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
    }

    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** Records that an alert takes at most, one for the state that Bouncy Castle keeps before it. */
    private static final int GOODBYE_RECORDS = 2;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final PinnedTrust trust;
    private final PinnedTrust.Check check;
    private final Supplier<ByteBuffer> scratch;
    /** Ciphertext received and not used, ready to be read; never more than one record. */
    private final ByteBuffer received;
    /** Ciphertext that the socket did not take yet, or null. */
    private ByteBuffer unwritten;

    private boolean begun;

    Handshake(
            SocketChannel channel,
            TlsIdentity identity,
            boolean dialling,
            Optional<PeerId> pin,
            Supplier<ByteBuffer> scratch) {
        this.channel = channel;
        this.scratch = scratch;
        engine = identity.engine(dialling);
        trust = identity.trust();
        check = trust.expect(engine, pin);
        received =
                ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
    }

    Progress advance() {
        try {
            if (!begun) {
                begun = true;
                engine.beginHandshake();
            }
            return step();
        } catch (IOException | RuntimeException e) {
            // runtime exceptions too: Bouncy Castle answers some impossible key shares with them
            LOG.debug("a handshake failed: {}", e.toString());
            return new Progress(State.FAILED, reasonOf(e));
        }
    }

    private Progress step() throws IOException {
        while (true) {
            if (unwritten != null) {
                channel.write(unwritten);
                if (unwritten.hasRemaining()) {
                    return Progress.of(State.WANTS_WRITE);
                }
                unwritten = null;
            }
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_WRAP) {
                wrap();
            } else if (status == HandshakeStatus.NEED_TASK) {
                engine.getDelegatedTask().run();
            } else if (status == HandshakeStatus.NEED_UNWRAP) {
                Optional<Progress> waits = unwrap();
                if (waits.isPresent()) {
                    return waits.get();
                }
            } else if (check.proven().isPresent() && check.refusal().isEmpty()) {
                return Progress.of(State.DONE);
            } else {
                return new Progress(State.FAILED, check.refusal().orElse(CloseReason.BAD_CERTIFICATE));
            }
        }
    }

    private void wrap() throws IOException {
        ByteBuffer flight = scratch.get();
        engine.wrap(NOTHING, flight);
        unwritten = copy(flight.flip());
    }

    private Optional<Progress> unwrap() throws IOException {
        SSLEngineResult result = engine.unwrap(received, scratch.get());
        if (result.getStatus() == Status.CLOSED) {
            return Optional.of(new Progress(State.FAILED, CloseReason.HANDSHAKE_FAILED));
        }
        if (result.getStatus() != Status.BUFFER_UNDERFLOW) {
            return Optional.empty();
        }
        received.compact();
        if (!received.hasRemaining()) {
            return Optional.of(new Progress(State.FAILED, CloseReason.HANDSHAKE_FAILED));
        }
        int count = channel.read(received);
        received.flip();
        if (count < 0) {
            return Optional.of(new Progress(State.FAILED, CloseReason.GONE));
        }
        return count == 0 ? Optional.of(Progress.of(State.WANTS_READ)) : Optional.empty();
    }

    private CloseReason reasonOf(Exception fault) {
        if (check.refusal().isPresent()) {
            return check.refusal().get();
        }
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof TlsFatalAlert alert) {
                return switch (alert.getAlertDescription()) {
                    case AlertDescription.certificate_required,
                            AlertDescription.bad_certificate,
                            AlertDescription.unsupported_certificate,
                            AlertDescription.certificate_unknown -> CloseReason.BAD_CERTIFICATE;
                    default -> CloseReason.HANDSHAKE_FAILED;
                };
            }
        }
        boolean ofTls = fault instanceof RuntimeException || fault instanceof SSLException;
        return ofTls ? CloseReason.HANDSHAKE_FAILED : CloseReason.GONE;
    }

    /** What the live connection goes on with. */
    Handshaken result(PeerAddress address, boolean dialled, Events events, Runnable gone) {
        InetSocketAddress remote = (InetSocketAddress) channel.socket().getRemoteSocketAddress();
        return new Handshaken(
                channel,
                engine,
                check.proven().orElseThrow(),
                address,
                dialled,
                dialled && address.id().isPresent(),
                Realm.of(remote.getAddress()),
                events,
                copy(received),
                unwritten,
                gone);
    }

    /** Sends the alert, if there is one and the socket takes it. */
    void abort() {
        try {
            engine.closeOutbound();
            for (int i = 0; i < GOODBYE_RECORDS && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP; i++) {
                ByteBuffer alert = scratch.get();
                engine.wrap(NOTHING, alert);
                channel.write(alert.flip());
            }
            Sockets.finishWriting(channel);
        } catch (IOException | RuntimeException e) {
            LOG.debug("no alert was sent: {}", e.getMessage());
        }
    }

    void forget() {
        trust.forget(engine);
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }
}
