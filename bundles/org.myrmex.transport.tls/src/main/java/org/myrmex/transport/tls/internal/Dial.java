package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.transport.tls.internal.secure.SecureChannels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that this side begins: a name, then TCP to its addresses, then the handshake with whichever of them connects
 * first. An address that does not answer keeps the next one waiting for a moment only.
 */
final class Dial extends Attempt {
    /** RFC 8305 section 5, Connection Attempt Delay. */
    private static final long NEXT_ADDRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Of one name; whoever controls a name must not make us knock everywhere. */
    private static final int MAX_ADDRESSES = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Dial.class);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Queue<InetAddress> untried = new ArrayDeque<>();
    // at most MAX_ADDRESSES
    private final Set<Candidate> trying = new LinkedHashSet<>();
    private long nextNanos;

    Dial(TlsTransport transport, SecureChannels channels, PeerAddress address, Events events, long deadlineNanos) {
        super(transport, channels, address, events, deadlineNanos);
    }

    /** One address of the name. */
    private final class Candidate implements SelectorLoop.Ready {
        private final SocketChannel channel;
        private SelectionKey key;

        Candidate(SocketChannel channel) {
            this.channel = channel;
        }

        void connect(InetAddress to) throws IOException {
            Sockets.prepare(channel);
            Optional<InetAddress> from = transport().localAddressFor(to);
            if (from.isPresent()) {
                channel.bind(new InetSocketAddress(from.get(), 0));
            }
            boolean connected =
                    channel.connect(new InetSocketAddress(to, address().port()));
            key = channel.register(transport().handshakes().selector(), connected ? 0 : SelectionKey.OP_CONNECT, this);
            if (connected) {
                isFirst(this);
            }
        }

        @Override
        public void ready() {
            if (over() || shaking()) {
                return;
            }
            try {
                if (channel.finishConnect()) {
                    isFirst(this);
                }
            } catch (IOException e) {
                unreachable(this, e);
                tryNext();
            }
        }
    }

    @Override
    boolean dialled() {
        return true;
    }

    /** The name is resolved; an empty list says that it cannot be. */
    void resolved(List<InetAddress> addresses) {
        if (!over()) {
            untried.addAll(addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size())));
            tryNext();
        }
    }

    private void tryNext() {
        boolean begun = false;
        while (!begun && !untried.isEmpty()) {
            begun = begins(untried.remove());
        }
        nextNanos = System.nanoTime() + NEXT_ADDRESS_NANOS;
        if (!begun && trying.isEmpty()) {
            fail(CloseReason.UNREACHABLE);
        }
    }

    private boolean begins(InetAddress to) {
        Candidate candidate;
        try {
            candidate = new Candidate(SocketChannel.open());
        } catch (IOException e) {
            LOG.debug("a dial got no socket: {}", e.toString());
            return false;
        }
        trying.add(candidate);
        try {
            candidate.connect(to);
            return true;
        } catch (IOException | UnsupportedAddressTypeException e) {
            unreachable(candidate, e);
            return false;
        }
    }

    private void unreachable(Candidate candidate, Exception why) {
        LOG.debug("a dial got no connection: {}", why.toString());
        Sockets.closeQuietly(candidate.channel);
        trying.remove(candidate);
    }

    private void isFirst(Candidate candidate) {
        trying.remove(candidate);
        untried.clear();
        closeBefore();
        candidate.key.attach(this);
        shakeHands(candidate.key, NOTHING);
    }

    @Override
    void readyBefore() {
        // the sockets that are tried have attachments of their own
    }

    @Override
    void tickBefore(long nowNanos) {
        if (!untried.isEmpty() && nowNanos - nextNanos >= 0) {
            tryNext();
        }
    }

    @Override
    CloseReason lateBefore() {
        return CloseReason.UNREACHABLE;
    }

    @Override
    void closeBefore() {
        trying.forEach(candidate -> Sockets.closeQuietly(candidate.channel));
        trying.clear();
    }

    @Override
    Optional<CloseReason> refusal(PeerId proven) {
        if (address().id().isPresent() && !address().id().get().equals(proven)) {
            return Optional.of(CloseReason.WRONG_PEER);
        }
        return proven.equals(channels().own()) ? Optional.of(CloseReason.SELF) : Optional.empty();
    }
}
