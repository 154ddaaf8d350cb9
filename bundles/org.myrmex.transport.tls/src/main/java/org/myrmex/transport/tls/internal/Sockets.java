package org.myrmex.transport.tls.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every socket here is told. */
final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    private static final int DRAIN_BYTES = 16 * 1024;
    private static final int MAX_DRAINS = 16;

    private Sockets() {}

    static void prepare(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        // frames are coalesced here already; Nagle's wait would only delay the last one
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /**
     * Ends our half and throws away what has arrived: a socket closed over unread bytes sends a reset, which may overtake
     * the last bytes we wrote. Takes no waiting.
     */
    static void finishWriting(SocketChannel channel) throws IOException {
        channel.shutdownOutput();
        ByteBuffer drain = ByteBuffer.allocate(DRAIN_BYTES);
        for (int i = 0; i < MAX_DRAINS && channel.read(drain.clear()) > 0; i++) {
            // the other side stops by itself once it sees the end
        }
    }

    /** Closes at once and without a word; nothing of the connection stays in the system, not even for a minute. */
    static void cutOff(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.debug("cutting off a socket: {}", e.getMessage());
        }
        closeQuietly(channel);
    }

    static void closeQuietly(Closeable channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a socket: {}", e.getMessage());
        }
    }
}
