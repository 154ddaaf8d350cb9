package org.myrmex.transport.tls.internal;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is not up yet, whichever side began it; its end is told once. Handshake thread only. */
abstract class Attempt implements SelectorLoop.Ready {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final TlsTransport transport;
    private final SecureChannels channels;
    private final PeerAddress address;
    private final Events events;
    private long deadlineNanos;
    private boolean over;
    private SelectionKey key;
    private Handshake handshake;

    Attempt(TlsTransport transport, SecureChannels channels, PeerAddress address, Events events, long deadlineNanos) {
        this.transport = transport;
        this.channels = channels;
        this.address = address;
        this.events = events;
        this.deadlineNanos = deadlineNanos;
    }

    abstract boolean dialled();

    /** Why the peer that has just proven its key is unwanted; inside the handshake, before a dialled one has seen our key. */
    abstract Optional<CloseReason> refusal(PeerId proven);

    /** Its own channel can do something, and no handshake has begun. */
    abstract void readyBefore();

    /** Time passes, and no handshake has begun. */
    void tickBefore(long nowNanos) {}

    /** What its end is called when time is up and no handshake has begun. */
    abstract CloseReason lateBefore();

    /** Closes what is open when no handshake has begun. */
    abstract void closeBefore();

    final TlsTransport transport() {
        return transport;
    }

    final SecureChannels channels() {
        return channels;
    }

    final PeerAddress address() {
        return address;
    }

    final boolean over() {
        return over;
    }

    final boolean shaking() {
        return handshake != null;
    }

    /**
     * The socket is connected.
     *
     * @param itsKey whose attachment is this
     * @param received what the other end has said already
     */
    final void shakeHands(SelectionKey itsKey, ByteBuffer received) {
        key = itsKey;
        long patience = SelectorLoop.nanosFromNow(events.limits().handshakeTimeoutMillis());
        deadlineNanos = patience - deadlineNanos < 0 ? patience : deadlineNanos;
        SecureChannel secure = dialled() ? channels.dialling(this::refusal) : channels.accepting(this::refusal);
        handshake = new Handshake((SocketChannel) key.channel(), secure, transport.handshakes(), received);
        advance();
    }

    @Override
    public final void ready() {
        if (over) {
            return;
        }
        if (shaking()) {
            advance();
        } else {
            readyBefore();
        }
    }

    private void advance() {
        Handshake.Progress progress = handshake.advance();
        switch (progress.state()) {
            case WANTS_READ -> key.interestOps(SelectionKey.OP_READ);
            case WANTS_WRITE -> key.interestOps(SelectionKey.OP_WRITE);
            case FAILED -> fail(progress.reason());
            case DONE -> up();
        }
    }

    private void up() {
        if (!transport.reserve(events.limits().maxConnections())) {
            fail(CloseReason.TOO_MANY);
            return;
        }
        leave();
        key.cancel();
        TlsConnection connection = new TlsConnection(
                transport.links(), handshake.result(address, dialled(), events, transport::unreserve));
        try {
            events.sink().up(connection);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("a connection is closed for a fault of its owner; please report it", e);
            connection.close(CloseReason.INTERNAL);
        }
        if (!transport.links().execute(connection::adopt)) {
            connection.end(CloseReason.TRANSPORT_GONE);
        }
    }

    /** Looks at the clock. */
    final void tick(long nowNanos) {
        if (over) {
            return;
        }
        if (nowNanos - deadlineNanos >= 0) {
            fail(shaking() ? CloseReason.HANDSHAKE_TIMEOUT : lateBefore());
        } else if (!shaking()) {
            tickBefore(nowNanos);
        }
    }

    final void fail(CloseReason reason) {
        if (over) {
            return;
        }
        leave();
        if (shaking()) {
            handshake.abort();
            Sockets.closeQuietly(key.channel());
        } else {
            closeBefore();
        }
        LOG.debug("a {} connection did not come up: {}", dialled() ? "dialled" : "accepted", reason);
        events.sink().failed(address, reason);
    }

    private void leave() {
        over = true;
        transport.handshakes().remove(this);
    }
}
