package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Function;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.transport.tls.internal.crowd.Guest;
import org.myrmex.transport.tls.internal.crowd.Network;
import org.myrmex.transport.tls.internal.secure.Opening;
import org.myrmex.transport.tls.internal.secure.SecureChannels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An accepted socket that is no connection yet. Nothing is made for it before its first message is there in full: no secure
 * channel, and no more memory than the bytes that came. Then it waits for its turn, since an answer costs 1.3 ms.
 */
final class Arrival extends Attempt implements Guest {
    private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final Network network;
    private final Function<PeerAddress, Optional<CloseReason>> question;
    private SelectionKey key;
    /** What it said, at most {@link Opening#MAX_BYTES}. */
    private ByteBuffer received = NOTHING;

    private boolean waits;

    /** @param question asked about whoever proves a key */
    Arrival(
            TlsTransport transport,
            SecureChannels channels,
            PeerAddress from,
            Events events,
            Function<PeerAddress, Optional<CloseReason>> question,
            SocketChannel channel) {
        super(
                transport,
                channels,
                from,
                events,
                SelectorLoop.nanosFromNow(events.limits().handshakeTimeoutMillis()));
        this.channel = channel;
        this.question = question;
        InetAddress host = channel.socket().getInetAddress();
        network = Network.of(host == null ? new byte[4] : host.getAddress());
    }

    /** Begins to listen to it. */
    void open() {
        try {
            Sockets.prepare(channel);
            key = channel.register(transport().handshakes().selector(), SelectionKey.OP_READ, this);
        } catch (IOException e) {
            LOG.debug("an accepted connection broke: {}", e.getMessage());
            fail(CloseReason.GONE);
        }
    }

    @Override
    boolean dialled() {
        return false;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public Progress progress() {
        if (shaking()) {
            return Progress.ANSWERED;
        }
        return received.hasRemaining() ? Progress.SPOKE : Progress.SILENT;
    }

    @Override
    void readyBefore() {
        ByteBuffer incoming = transport().handshakes().incoming();
        incoming.put(received).limit(Opening.MAX_BYTES);
        try {
            if (channel.read(incoming) < 0) {
                fail(CloseReason.GONE);
                return;
            }
        } catch (IOException e) {
            LOG.debug("an accepted connection broke: {}", e.getMessage());
            fail(CloseReason.GONE);
            return;
        }
        received =
                ByteBuffer.allocate(incoming.flip().remaining()).put(incoming).flip();
        switch (Opening.parse(received.duplicate())) {
            case NONSENSE -> fail(CloseReason.HANDSHAKE_FAILED);
            case WHOLE -> waitForItsTurn();
            case INCOMPLETE -> {
                // the rest may come; the clock runs
            }
        }
    }

    // not read any further: what it sends meanwhile waits in the network
    private void waitForItsTurn() {
        key.interestOps(0);
        waits = true;
    }

    /** Whether its first message is there and was not answered yet. */
    boolean waits() {
        return waits;
    }

    /** It is its turn. */
    void answer() {
        waits = false;
        ByteBuffer said = received;
        received = NOTHING;
        shakeHands(key, said);
    }

    @Override
    CloseReason lateBefore() {
        return CloseReason.HANDSHAKE_TIMEOUT;
    }

    @Override
    void closeBefore() {
        Sockets.cutOff(channel);
    }

    @Override
    Optional<CloseReason> refusal(PeerId proven) {
        return proven.equals(channels().own())
                ? Optional.of(CloseReason.SELF)
                : question.apply(address().withId(proven));
    }
}
