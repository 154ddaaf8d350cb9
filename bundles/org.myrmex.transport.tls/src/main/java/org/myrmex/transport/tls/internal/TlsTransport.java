package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.transport.tls.internal.secure.SecureChannels;
import org.myrmex.transport.tls.internal.tls13.Tls13Channels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transport of {@code tls://} addresses. Any number of instances may live in one JVM, each with its own two threads. */
public final class TlsTransport implements Transport, AutoCloseable {
    /** The scheme of the addresses. */
    public static final String SCHEME = "tls";

    /** Which handshake is spoken. */
    static final Function<KeyPair, SecureChannels> KIND = Tls13Channels::new;

    private static final Logger LOG = LoggerFactory.getLogger(TlsTransport.class);
    /** Who comes while the thread is busy waits in the system; when that is full, a second and more, until it asks again. */
    private static final int BACKLOG = 1_024;

    private static final int RESOLVER_THREADS = 2;
    private static final int RESOLVER_KEEP_SECONDS = 5;

    private final Function<KeyPair, SecureChannels> kind;
    private final HandshakeLoop handshakes = new HandshakeLoop();
    private final LinkLoop links = new LinkLoop();
    private final AtomicInteger live = new AtomicInteger();
    // names are looked up apart, since the system's resolver blocks; its queue is bounded by the dials under way
    private final ThreadPoolExecutor resolver = new ThreadPoolExecutor(
            RESOLVER_THREADS,
            RESOLVER_THREADS,
            RESOLVER_KEEP_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            TlsTransport::resolverThread);
    private volatile InetAddress lastListened;
    private LinkKey lastKey;

    /** A transport whose threads run until it is closed. */
    public TlsTransport() {
        this(KIND);
    }

    /** As the other one, with another kind of channels. */
    TlsTransport(Function<KeyPair, SecureChannels> kind) {
        this.kind = kind;
        resolver.allowCoreThreadTimeOut(true);
        handshakes.start();
        links.start();
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public Listening listen(PeerAddress address, TransportContext context) throws IOException {
        Events events = new Events(context.accepted(), checked(context.limits()));
        SecureChannels channels = channels(context.linkKey());
        InetAddress host;
        try {
            host = InetAddress.getByName(address.host());
        } catch (UnknownHostException e) {
            throw new IOException("the name " + address.host() + " is not known here; choose another with --listen", e);
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(host, address.port()), BACKLOG);
        } catch (IOException | SecurityException e) {
            Sockets.closeQuietly(channel);
            throw new IOException(bindFault(address, e), e);
        }
        int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        PeerAddress bound = new PeerAddress(SCHEME, address.host(), port, Optional.of(channels.own()));
        Door door = new Door(this, channels, events, context, channel, bound);
        if (!handshakes.execute(door::open)) {
            Sockets.closeQuietly(channel);
            throw new IOException("the transport has stopped; start the bundle again");
        }
        lastListened = host;
        return door;
    }

    private static String bindFault(PeerAddress address, Exception fault) {
        String where = "port " + address.port() + " on " + address.host();
        if (fault instanceof BindException && String.valueOf(fault.getMessage()).contains("in use")) {
            return where + " is taken; choose another with --listen";
        }
        return "cannot listen at " + where + " (" + fault.getMessage() + "); choose another with --listen";
    }

    @Override
    public void dial(PeerAddress address, TransportContext context, ConnectionEvents sink, long timeoutMillis) {
        Events events = new Events(sink, checked(context.limits()));
        long deadlineNanos = SelectorLoop.nanosFromNow(timeoutMillis);
        KeyPair linkKey = context.linkKey();
        if (!handshakes.execute(() -> startDial(address, linkKey, events, deadlineNanos))) {
            sink.failed(address, CloseReason.TRANSPORT_GONE);
        }
    }

    private void startDial(PeerAddress address, KeyPair linkKey, Events events, long deadlineNanos) {
        SecureChannels channels;
        try {
            channels = channels(linkKey);
        } catch (IllegalArgumentException e) {
            LOG.error("cannot dial: {}; make a new link key", e.getMessage());
            events.sink().failed(address, CloseReason.INTERNAL);
            return;
        }
        if (address.id().isPresent() && address.id().get().equals(channels.own())) {
            events.sink().failed(address, CloseReason.SELF);
        } else if (live.get() + handshakes.dials() >= events.limits().maxConnections()) {
            events.sink().failed(address, CloseReason.TOO_MANY);
        } else {
            Dial dial = new Dial(this, channels, address, events, deadlineNanos);
            handshakes.add(dial);
            resolver.execute(() -> {
                List<InetAddress> found = resolve(address.host());
                handshakes.execute(() -> dial.resolved(found));
            });
        }
    }

    private static List<InetAddress> resolve(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    /**
     * Where a socket to that address begins. A peer that listens on one loopback address dials from it: on a loopback
     * network peers are told apart by address (127.0.1.1, 127.0.2.1, ...) as hosts are elsewhere, and without this all of
     * them would come from 127.0.0.1. Everywhere else the system chooses.
     */
    Optional<InetAddress> localAddressFor(InetAddress to) {
        InetAddress own = lastListened;
        boolean sameLoopback = own != null
                && own.isLoopbackAddress()
                && to.isLoopbackAddress()
                && own.getClass().equals(to.getClass());
        return sameLoopback ? Optional.of(own) : Optional.empty();
    }

    private synchronized SecureChannels channels(KeyPair linkKey) {
        if (lastKey == null || !lastKey.isOf(linkKey)) {
            lastKey = LinkKey.of(linkKey, kind);
        }
        return lastKey.channels();
    }

    private static TransportLimits checked(TransportLimits limits) {
        if (Frame.LINK_HEADER_BYTES + limits.maxHeaderBytes() + limits.maxBodyBytes() > LinkLoop.MAX_FRAME_BYTES) {
            throw new IllegalArgumentException("a frame must fit into " + LinkLoop.MAX_FRAME_BYTES + " bytes");
        }
        return limits;
    }

    HandshakeLoop handshakes() {
        return handshakes;
    }

    LinkLoop links() {
        return links;
    }

    Usage usage() {
        return links.usage(live.get(), handshakes.unfinished());
    }

    int live() {
        return live.get();
    }

    boolean reserve(int maxConnections) {
        if (live.incrementAndGet() > maxConnections) {
            live.decrementAndGet();
            return false;
        }
        return true;
    }

    void unreserve() {
        live.decrementAndGet();
    }

    /** Ends everything with {@link CloseReason#TRANSPORT_GONE}; returns when the events were told. */
    @Override
    public void close() {
        // in this order: a handshake that ends now still finds the links thread
        handshakes.stop();
        links.stop();
        resolver.shutdownNow();
    }

    private static Thread resolverThread(Runnable job) {
        Thread thread = new Thread(job, "myrmex-tls-names");
        thread.setDaemon(true);
        return thread;
    }
}
