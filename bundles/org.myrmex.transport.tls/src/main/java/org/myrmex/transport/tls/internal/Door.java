package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.transport.tls.internal.secure.SecureChannels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening socket. It accepts on the handshake thread. */
final class Door implements Listening, SelectorLoop.Ready {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    /** Accepted before others have their turn. */
    private static final int ACCEPTS_A_TURN = 32;

    private static final long CLOSE_WAIT_MILLIS = 1_000;

    private final TlsTransport transport;
    private final SecureChannels channels;
    private final Events events;
    private final TransportContext context;
    private final ServerSocketChannel channel;
    private final PeerAddress bound;
    private SelectionKey key;
    private boolean resting;
    private boolean warned;

    Door(
            TlsTransport transport,
            SecureChannels channels,
            Events events,
            TransportContext context,
            ServerSocketChannel channel,
            PeerAddress bound) {
        this.transport = transport;
        this.channels = channels;
        this.events = events;
        this.context = context;
        this.channel = channel;
        this.bound = bound;
    }

    @Override
    public PeerAddress bound() {
        return bound;
    }

    void open() {
        try {
            key = channel.register(transport.handshakes().selector(), SelectionKey.OP_ACCEPT, this);
            transport.handshakes().add(this);
        } catch (IOException e) {
            LOG.debug("closed before it accepted anything: {}", e.getMessage());
        }
    }

    @Override
    public void ready() {
        try {
            for (int i = 0; i < ACCEPTS_A_TURN; i++) {
                SocketChannel accepted = channel.accept();
                if (accepted == null) {
                    return;
                }
                warned = false;
                admit(accepted);
            }
        } catch (IOException e) {
            // most likely out of file descriptors: the pending connection stays, so asking again at once would spin
            if (!warned) {
                // once: it is tried again 20 times a second
                LOG.warn("cannot accept connections for now ({}); raise the limit of open files", e.getMessage());
                warned = true;
            }
            key.interestOps(0);
            resting = true;
        }
    }

    private void admit(SocketChannel accepted) {
        InetSocketAddress remote = (InetSocketAddress) accepted.socket().getRemoteSocketAddress();
        if (remote == null) {
            Sockets.closeQuietly(accepted);
            return;
        }
        PeerAddress from = new PeerAddress(
                TlsTransport.SCHEME, remote.getAddress().getHostAddress(), remote.getPort(), Optional.empty());
        Optional<CloseReason> reason = refusal(from);
        if (reason.isEmpty() && transport.live() >= events.limits().maxConnections()) {
            reason = Optional.of(CloseReason.TOO_MANY);
        }
        if (reason.isPresent()) {
            Sockets.cutOff(accepted);
            events.sink().failed(from, reason.get());
            return;
        }
        Arrival arrival = new Arrival(transport, channels, from, events, this::refusal, accepted);
        transport.handshakes().add(arrival, events.limits().maxUnfinishedHandshakes());
        arrival.open();
    }

    /** Asks who owns the door. */
    private Optional<CloseReason> refusal(PeerAddress from) {
        try {
            return context.refusal(from);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("nobody is let in while the question fails who is wanted; please report it", e);
            return Optional.of(CloseReason.INTERNAL);
        }
    }

    boolean resting() {
        return resting;
    }

    void tick() {
        if (resting && key.isValid()) {
            resting = false;
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    /** On the handshake thread. */
    void shut() {
        Sockets.closeQuietly(channel);
        transport.handshakes().remove(this);
        try {
            // the port is free only when the selector has let go of the socket
            transport.handshakes().selector().selectNow();
        } catch (IOException e) {
            LOG.debug("letting go of a port: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        CountDownLatch shut = new CountDownLatch(1);
        boolean queued = transport.handshakes().execute(() -> {
            shut();
            shut.countDown();
        });
        if (!queued || transport.handshakes().onLoop()) {
            return;
        }
        try {
            if (!shut.await(CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("the handshake thread is busy; the port will be free a little later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
