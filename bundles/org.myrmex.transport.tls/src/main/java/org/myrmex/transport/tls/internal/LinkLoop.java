package org.myrmex.transport.tls.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.transport.tls.internal.slab.Landing;
import org.myrmex.transport.tls.internal.slab.SlabPool;
import org.myrmex.transport.tls.internal.slab.Spares;

/**
 * The thread of live connections, and the memory that they share: a connection owns some only while part of a record, of a
 * frame or of a write waits.
 */
final class LinkLoop extends SelectorLoop {
    /** A frame in full: with a record behind it, it fits into a slab. */
    static final int MAX_FRAME_BYTES = 64 * 1024;
    /**
     * Plain bytes that are encrypted and written in one go: six of the longest frames with a relay's headers. Well below the
     * limit of a send queue, so that one fills while the other is written.
     */
    static final int BATCH_BYTES = 100 * 1024;
    /** Bytes taken from a socket in one turn, before the others have theirs: two batches with their records. */
    static final int READ_BYTES = 224 * 1024;
    /** Received bodies of all connections; those beyond it are copied out one by one. */
    static final int SLABS_CAP_BYTES = 32 * 1024 * 1024;

    /** The beginning of a record, or of a frame within the protocol's own limits. */
    private static final int SPARE_BYTES = 18 * 1024;
    /** 1.1 MiB in all. */
    private static final int MAX_IDLE_SPARES = 64;
    /** What sealing adds to a batch, with much to spare. */
    private static final int SEALING_BYTES = 4 * 1024;
    /** Connections of a usual peer that wait for their sockets all at once: 1.6 MiB. */
    private static final int MAX_IDLE_UNWRITTEN = 16;

    // bounded by TransportLimits.maxConnections
    private final Set<TlsConnection> connections = new LinkedHashSet<>();
    private final SlabPool slabs = new SlabPool(SLABS_CAP_BYTES);
    private final Landing landing = new Landing(slabs);
    private final Spares spares = Spares.onHeap(SPARE_BYTES, MAX_IDLE_SPARES);
    private final Spares unwritten = Spares.offHeap(BATCH_BYTES + SEALING_BYTES, MAX_IDLE_UNWRITTEN);
    private final Batch batch = new Batch(BATCH_BYTES);
    // off the heap, for these alone meet the socket
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_BYTES);
    private ByteBuffer outgoing = ByteBuffer.allocateDirect(0);

    LinkLoop() {
        super("myrmex-tls-links");
    }

    void add(TlsConnection connection) {
        connections.add(connection);
    }

    void remove(TlsConnection connection) {
        connections.remove(connection);
    }

    /** Frames of whichever connection writes now. */
    Batch batch() {
        return batch;
    }

    /** Received bytes of whichever connection reads now. */
    ByteBuffer incoming() {
        return incoming.clear();
    }

    /** Bytes to write of whichever connection writes now. */
    ByteBuffer outgoing(int bytes) {
        if (outgoing.capacity() < bytes) {
            outgoing = ByteBuffer.allocateDirect(bytes);
        }
        return outgoing.clear();
    }

    Landing landing() {
        return landing;
    }

    /** For the beginnings of records and frames. */
    Spares spares() {
        return spares;
    }

    /** For what a socket did not take. */
    Spares unwritten() {
        return unwritten;
    }

    /** Any thread. */
    Usage usage(int live, int unfinishedHandshakes) {
        return new Usage(
                live,
                unfinishedHandshakes,
                slabs.bytesInUse() + spares.bytesInUse() + unwritten.bytesInUse(),
                slabs.bytesPooled() + spares.bytesPooled() + unwritten.bytesPooled(),
                slabs.heldBodies(),
                slabs.fallbacks());
    }

    @Override
    long sleepMillis() {
        return 0;
    }

    @Override
    void turned() {
        // nothing is timed here: idle links are the mesh's business
        landing.idle();
    }

    @Override
    void stopping() {
        new ArrayList<>(connections).forEach(connection -> guarded(() -> connection.end(CloseReason.TRANSPORT_GONE)));
        landing.close();
    }
}
