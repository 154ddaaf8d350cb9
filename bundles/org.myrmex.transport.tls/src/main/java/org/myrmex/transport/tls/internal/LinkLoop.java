package org.myrmex.transport.tls.internal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.myrmex.api.transport.CloseReason;

/**
 * The thread of live connections, and the buffers that they share: a connection owns memory only while part of a record or
 * a write that did not fit waits.
 */
final class LinkLoop extends SelectorLoop {
    /** Plain bytes that are encrypted in one go: four TLS records. */
    static final int BATCH_BYTES = 64 * 1024;
    /** The batch with what TLS adds to each record, with much to spare. */
    private static final int CIPHER_BYTES = BATCH_BYTES + 8 * 1024;
    /** Bytes taken from a socket in one turn. */
    static final int READ_BYTES = 128 * 1024;
    /** One decrypted record, at most 16 KiB (RFC 8446 section 5.1). */
    private static final int RECORD_BYTES = 32 * 1024;
    /** Buffers kept for later; more than these are garbage. */
    private static final int MAX_SPARE_BUFFERS = 16;

    // bounded by TransportLimits.maxConnections
    private final Set<TlsConnection> connections = new LinkedHashSet<>();
    private final ByteBuffer batch = ByteBuffer.allocate(BATCH_BYTES);
    private final ByteBuffer incoming = ByteBuffer.allocate(READ_BYTES);
    private final ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
    private final Deque<ByteBuffer> spare = new ArrayDeque<>();

    LinkLoop() {
        super("myrmex-tls-links");
    }

    void add(TlsConnection connection) {
        connections.add(connection);
    }

    void remove(TlsConnection connection) {
        connections.remove(connection);
    }

    ByteBuffer batch() {
        return batch.clear();
    }

    ByteBuffer incoming() {
        return incoming.clear();
    }

    ByteBuffer record() {
        return record.clear();
    }

    ByteBuffer takeCipherBuffer() {
        ByteBuffer buffer = spare.poll();
        return buffer != null ? buffer : ByteBuffer.allocate(CIPHER_BYTES);
    }

    void giveBack(ByteBuffer buffer) {
        if (buffer.capacity() == CIPHER_BYTES && spare.size() < MAX_SPARE_BUFFERS) {
            spare.push(buffer.clear());
        }
    }

    @Override
    long sleepMillis() {
        return 0;
    }

    @Override
    void turned() {
        // nothing is timed here: idle links are the mesh's business
    }

    @Override
    void stopping() {
        new ArrayList<>(connections).forEach(connection -> guarded(() -> connection.end(CloseReason.TRANSPORT_GONE)));
    }
}
