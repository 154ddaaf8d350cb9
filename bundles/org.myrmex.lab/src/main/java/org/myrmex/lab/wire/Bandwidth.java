package org.myrmex.lab.wire;

import org.myrmex.api.transport.TransportLimits;

/**
 * What the links of a node can carry, upstream; downstream nothing is limited.
 *
 * @param uplinkBytesPerSecond of all links of a node together, {@link #UNLIMITED} or more than 0
 * @param linkBytesPerSecond of each link one way, {@link #UNLIMITED} or more than 0
 * @param windowBytes credits that each flow of a link starts with, at least one block
 * @param connectionBytes what a connection takes before it is full; it waits in line, out of reach of the flow control
 */
public record Bandwidth(long uplinkBytesPerSecond, long linkBytesPerSecond, int windowBytes, int connectionBytes) {
    /** No limit. */
    public static final long UNLIMITED = 0;
    /** What the lab's nodes promise for a flow: half of what a peer does (decision 14), as when docs/lab.md was written. */
    public static final int WINDOW_BYTES = 256 * 1024;

    public Bandwidth {
        if (uplinkBytesPerSecond < 0 || linkBytesPerSecond < 0) {
            throw new IllegalArgumentException("a bandwidth is 0 for none, or more; not " + uplinkBytesPerSecond
                    + " and " + linkBytesPerSecond + " bytes/s");
        }
        if (windowBytes < TransportLimits.DEFAULT.maxBodyBytes() || connectionBytes < 1) {
            throw new IllegalArgumentException("a window holds a block and a connection a byte at least, not "
                    + windowBytes + " and " + connectionBytes + " bytes");
        }
    }

    /** An uplink for all links of a node, with the windows and queues of the mesh that ships. */
    public static Bandwidth uplink(long bytesPerSecond) {
        return new Bandwidth(bytesPerSecond, UNLIMITED, WINDOW_BYTES, TransportLimits.DEFAULT.queueBytes());
    }

    /** A limit for each link, with the windows and queues of the mesh that ships. */
    public static Bandwidth link(long bytesPerSecond) {
        return new Bandwidth(UNLIMITED, bytesPerSecond, WINDOW_BYTES, TransportLimits.DEFAULT.queueBytes());
    }

    /** The same rates with other queues. */
    public Bandwidth queues(int ownWindowBytes, int ownConnectionBytes) {
        return new Bandwidth(uplinkBytesPerSecond, linkBytesPerSecond, ownWindowBytes, ownConnectionBytes);
    }

    /** How long a node's uplink is busy with so many bytes, microseconds. */
    long uplinkMicros(int bytes) {
        return micros(bytes, uplinkBytesPerSecond);
    }

    /** How long a link is busy with so many bytes, microseconds. */
    long linkMicros(int bytes) {
        return micros(bytes, linkBytesPerSecond);
    }

    private static long micros(int bytes, long bytesPerSecond) {
        return bytesPerSecond == UNLIMITED ? 0 : (bytes * 1_000_000L + bytesPerSecond - 1) / bytesPerSecond;
    }
}
