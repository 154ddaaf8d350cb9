package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is not up yet: name, TCP, handshake. Handshake thread only. */
final class Attempt implements SelectorLoop.Ready {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final TlsTransport transport;
    private final SecureChannels channels;
    private final PeerAddress address;
    private final Events events;
    private final boolean dialled;
    private final Function<PeerAddress, Optional<CloseReason>> question;
    /** The addresses of the name that were not tried yet. */
    private final Queue<InetAddress> untried = new ArrayDeque<>();

    private long deadlineNanos;
    private boolean over;
    private SocketChannel channel;
    private SelectionKey key;
    private Handshake handshake;

    private Attempt(
            TlsTransport transport,
            SecureChannels channels,
            PeerAddress address,
            Events events,
            boolean dialled,
            Function<PeerAddress, Optional<CloseReason>> question,
            long deadlineNanos) {
        this.transport = transport;
        this.channels = channels;
        this.address = address;
        this.events = events;
        this.dialled = dialled;
        this.question = question;
        this.deadlineNanos = deadlineNanos;
    }

    static Attempt dialling(
            TlsTransport transport, SecureChannels channels, PeerAddress address, Events events, long deadlineNanos) {
        return new Attempt(transport, channels, address, events, true, from -> Optional.empty(), deadlineNanos);
    }

    /**
     * An accepted socket; the attempt may fail at once.
     *
     * @param question asked about whoever proves a key
     */
    static void accepted(
            TlsTransport transport,
            SecureChannels channels,
            PeerAddress from,
            Events events,
            Function<PeerAddress, Optional<CloseReason>> question,
            SocketChannel channel) {
        long deadline = SelectorLoop.nanosFromNow(events.limits().handshakeTimeoutMillis());
        Attempt attempt = new Attempt(transport, channels, from, events, false, question, deadline);
        transport.handshakes().add(attempt);
        attempt.channel = channel;
        try {
            Sockets.prepare(channel);
            attempt.key = channel.register(transport.handshakes().selector(), 0, attempt);
            attempt.shakeHands();
        } catch (IOException e) {
            LOG.debug("an accepted connection broke: {}", e.getMessage());
            attempt.fail(CloseReason.GONE);
        }
    }

    boolean dialled() {
        return dialled;
    }

    /** The name is resolved; an empty list says that it cannot be. */
    void resolved(List<InetAddress> addresses) {
        if (!over) {
            untried.addAll(addresses);
            connectNext();
        }
    }

    private void connectNext() {
        while (!over && channel == null) {
            InetAddress next = untried.poll();
            if (next == null) {
                fail(CloseReason.UNREACHABLE);
                return;
            }
            try {
                connect(next);
            } catch (IOException | UnsupportedAddressTypeException e) {
                unreachable(e);
            }
        }
    }

    private void connect(InetAddress to) throws IOException {
        channel = SocketChannel.open();
        Sockets.prepare(channel);
        Optional<InetAddress> from = transport.localAddressFor(to);
        if (from.isPresent()) {
            channel.bind(new InetSocketAddress(from.get(), 0));
        }
        boolean connected = channel.connect(new InetSocketAddress(to, address.port()));
        key = channel.register(transport.handshakes().selector(), connected ? 0 : SelectionKey.OP_CONNECT, this);
        if (connected) {
            shakeHands();
        }
    }

    private void unreachable(Exception why) {
        LOG.debug("a dial got no connection: {}", why.toString());
        if (channel != null) {
            Sockets.closeQuietly(channel);
            channel = null;
        }
    }

    @Override
    public void ready() {
        if (over) {
            return;
        }
        if (handshake != null) {
            advance();
            return;
        }
        try {
            if (channel.finishConnect()) {
                shakeHands();
            }
        } catch (IOException e) {
            unreachable(e);
            connectNext();
        }
    }

    private void shakeHands() {
        if (dialled) {
            long patience = SelectorLoop.nanosFromNow(events.limits().handshakeTimeoutMillis());
            deadlineNanos = patience - deadlineNanos < 0 ? patience : deadlineNanos;
        }
        SecureChannel secure = dialled ? channels.dialling(this::refusal) : channels.accepting(this::refusal);
        handshake = new Handshake(channel, secure, transport.handshakes());
        advance();
    }

    /** Whether the peer that has just proven its key is unwanted; inside the handshake, before it has seen our key. */
    private Optional<CloseReason> refusal(PeerId proven) {
        if (address.id().isPresent() && !address.id().get().equals(proven)) {
            return Optional.of(CloseReason.WRONG_PEER);
        }
        return proven.equals(channels.own()) ? Optional.of(CloseReason.SELF) : question.apply(address.withId(proven));
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
        over = true;
        transport.handshakes().remove(this);
        key.cancel();
        TlsConnection connection =
                new TlsConnection(transport.links(), handshake.result(address, dialled, events, transport::unreserve));
        try {
            events.sink().up(connection);
        } catch (RuntimeException e) {
            LOG.error("a connection is closed for a fault of its owner; please report it", e);
            connection.close(CloseReason.INTERNAL);
        }
        if (!transport.links().execute(connection::adopt)) {
            connection.end(CloseReason.TRANSPORT_GONE);
        }
    }

    /** Looks at the clock. */
    void tick(long nowNanos) {
        if (!over && nowNanos - deadlineNanos >= 0) {
            fail(handshake == null ? CloseReason.UNREACHABLE : CloseReason.HANDSHAKE_TIMEOUT);
        }
    }

    void fail(CloseReason reason) {
        if (over) {
            return;
        }
        over = true;
        transport.handshakes().remove(this);
        if (handshake != null) {
            handshake.abort();
        }
        if (channel != null) {
            Sockets.closeQuietly(channel);
        }
        LOG.debug("a {} connection did not come up: {}", dialled ? "dialled" : "accepted", reason);
        events.sink().failed(address, reason);
    }
}
