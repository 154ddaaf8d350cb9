package org.myrmex.mesh.flow;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import org.myrmex.api.transport.Body;

/** Keeps flows of a sender busy and counts what each gets on the wire. */
final class Feed {
    static final int HEADER_BYTES = 84;

    private final FlowSender sender;
    /** Body bytes of a flow's frames, by its name. */
    private final TreeMap<Long, Integer> bodies = new TreeMap<>();

    final TreeMap<Long, Long> sentBytes = new TreeMap<>();
    /** Ended without being written, by a flow's name. */
    final TreeMap<Long, Integer> dropped = new TreeMap<>();

    long refused;

    Feed(FlowSender sender) {
        this.sender = sender;
    }

    Feed flow(long name, int bodyBytes) {
        bodies.put(name, bodyBytes);
        return this;
    }

    static Parcel parcel(int bodyBytes, long now, Parcel.Ticket ticket) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        return new Parcel(FrameTypes.ROUTING, header, Body.of(new byte[bodyBytes]), now, ticket);
    }

    /** Offers one more frame of a flow. */
    boolean offer(long now, long name) {
        int bytes = bodies.get(name);
        Parcel parcel = parcel(bytes, now, written -> {
            if (written) {
                sentBytes.merge(name, (long) HEADER_BYTES + 16 + bytes, Long::sum);
            } else {
                dropped.merge(name, 1, Integer::sum);
            }
        });
        boolean taken = sender.offer(now, name, parcel);
        refused += taken ? 0 : 1;
        return taken;
    }

    /** Fills every flow's queue as far as it takes frames. */
    void fill(long now) {
        for (long name : bodies.keySet()) {
            while (offer(now, name)) {
                // until its queue is full
            }
        }
    }

    /** A connection takes everything, the receiver gives all credits back at once. @return bytes on the wire */
    long write(long now, int roomBytes) {
        long bytes = 0;
        for (Chosen chosen : sender.take(now, roomBytes)) {
            chosen.written();
            bytes += chosen.frame().wireBytes();
            if (chosen.flow() != 0) {
                sender.credited(chosen.flow(), chosen.parcel().cost());
            }
        }
        return bytes;
    }

    /** The part of all bytes that a flow got. */
    double share(long name) {
        long all = sentBytes.values().stream().mapToLong(Long::longValue).sum();
        return sentBytes.getOrDefault(name, 0L) / (double) all;
    }

    List<Double> shares() {
        return bodies.keySet().stream().map(this::share).toList();
    }
}
