package org.myrmex.transport.tls.internal.jsse;

import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannels.Judge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel around an {@link SSLEngine}. */
final class JsseChannel implements SecureChannel {
    private static final Logger LOG = LoggerFactory.getLogger(JsseChannel.class);
    private static final ByteBuffer[] NOTHING = {};
    /** Records that the last word takes at most, one for the state that Bouncy Castle keeps before it. */
    private static final int GOODBYE_RECORDS = 2;

    private static final int FLIGHT_BYTES = 64 * 1024;
    /** RFC 8446 section 5.1. */
    private static final int RECORD_BYTES = 16 * 1024;
    /** What a record adds, with much to spare: header 5, type 1, tag 16. */
    private static final int RECORD_OVERHEAD_BYTES = 64;
    /** Room for the answer to a key update and for an alert. */
    private static final int OWED_BYTES = 1024;

    private final SSLEngine engine;
    private final PinnedTrust trust;
    private final PinnedTrust.Check check;
    private boolean begun;
    private boolean done;
    private boolean heard;

    JsseChannel(SSLEngine engine, PinnedTrust trust, Judge judge) {
        this.engine = engine;
        this.trust = trust;
        check = trust.expect(engine, judge);
    }

    @Override
    public Handshake shakeHands(ByteBuffer received, ByteBuffer toSend) throws ChannelRefusedException {
        try {
            if (!begun) {
                begun = true;
                engine.beginHandshake();
            }
            return step(received, toSend);
        } catch (SSLException | RuntimeException e) {
            // runtime exceptions too: Bouncy Castle answers some impossible key shares with them
            end(toSend);
            throw new ChannelRefusedException(reasonOf(e), e.toString(), e);
        }
    }

    private Handshake step(ByteBuffer received, ByteBuffer toSend) throws SSLException {
        while (true) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_WRAP) {
                engine.wrap(NOTHING, toSend);
            } else if (status == HandshakeStatus.NEED_TASK) {
                engine.getDelegatedTask().run();
            } else if (status == HandshakeStatus.NEED_UNWRAP) {
                // a handshake has no plain bytes of its own, the engine only asks for their room
                SSLEngineResult result = engine.unwrap(received, toSend.duplicate());
                if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                    return Handshake.WAITS;
                }
                if (result.getStatus() != Status.OK || result.bytesProduced() > 0) {
                    throw new SSLException("the other end left the handshake: " + result.getStatus());
                }
            } else if (check.welcome().isPresent()) {
                done = true;
                trust.forget(engine);
                return Handshake.DONE;
            } else {
                throw new SSLException("nobody is there after the handshake");
            }
        }
    }

    private CloseReason reasonOf(Exception fault) {
        if (check.refusal().isPresent()) {
            return check.refusal().get();
        }
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof TlsFatalAlertReceived && !engine.getUseClientMode()) {
                return CloseReason.GONE;
            }
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
        return CloseReason.HANDSHAKE_FAILED;
    }

    @Override
    public int maxFlightBytes() {
        return FLIGHT_BYTES;
    }

    @Override
    public PeerId peer() {
        if (!done) {
            throw new IllegalStateException("the handshake is not over");
        }
        return check.welcome().orElseThrow();
    }

    @Override
    public Opened open(ByteBuffer received, ByteBuffer plain) throws ChannelRefusedException {
        try {
            while (received.hasRemaining()) {
                SSLEngineResult result = engine.unwrap(received, plain);
                heard |= result.bytesProduced() > 0;
                Status status = result.getStatus();
                if (status == Status.CLOSED) {
                    return Opened.ENDED;
                }
                if (status == Status.BUFFER_OVERFLOW) {
                    return Opened.NEEDS_ROOM;
                }
                if (status == Status.BUFFER_UNDERFLOW) {
                    return Opened.NEEDS_BYTES;
                }
            }
            return Opened.NEEDS_BYTES;
        } catch (SSLException | RuntimeException e) {
            // an alert too: a server refuses our certificate only after our side has finished its handshake
            CloseReason reason = heard ? CloseReason.GONE : CloseReason.HANDSHAKE_FAILED;
            throw new ChannelRefusedException(reason, e.toString(), e);
        }
    }

    @Override
    public int maxRecordBytes() {
        return RECORD_BYTES;
    }

    @Override
    public void seal(List<ByteBuffer> plain, ByteBuffer sealed) throws ChannelRefusedException {
        ByteBuffer[] parts = plain.toArray(NOTHING);
        int first = 0;
        try {
            do {
                Status status =
                        engine.wrap(parts, first, parts.length - first, sealed).getStatus();
                if (status == Status.CLOSED) {
                    throw new ChannelRefusedException(CloseReason.GONE, "the channel has ended", null);
                }
                if (status != Status.OK) {
                    throw new IllegalStateException("TLS did not encrypt: " + status);
                }
                while (first < parts.length && !parts[first].hasRemaining()) {
                    first++;
                }
            } while (first < parts.length);
        } catch (SSLException e) {
            throw new ChannelRefusedException(CloseReason.INTERNAL, e.toString(), e);
        }
    }

    @Override
    public int sealedBytes(int plainBytes) {
        int records = plainBytes / RECORD_BYTES + 1;
        return plainBytes + records * RECORD_OVERHEAD_BYTES + OWED_BYTES;
    }

    @Override
    public boolean owes() {
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }

    @Override
    public void end(ByteBuffer sealed) {
        trust.forget(engine);
        engine.closeOutbound();
        try {
            for (int i = 0; i < GOODBYE_RECORDS && owes(); i++) {
                engine.wrap(NOTHING, sealed);
            }
        } catch (SSLException | RuntimeException e) {
            LOG.debug("no last word was said: {}", e.toString());
        }
    }
}
