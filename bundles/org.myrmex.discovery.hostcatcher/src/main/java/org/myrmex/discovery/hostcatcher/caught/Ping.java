package org.myrmex.discovery.hostcatcher.caught;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.discovery.PeerRecord;

/**
 * "I am here". On the wire: version(1) = 1, kind(1) = 1, flags(1): bit 0 answer, bit 1 tryMe, port(2), number of records(1),
 * records.
 *
 * @param answer whether a pong is wanted
 * @param tryMe whether the sender wants to be dialled back, at the port
 * @param port where it listens; 0 when it does not say
 * @param records signed by the sender, not verified yet; those of the realm of the link, at most {@link #MAX_RECORDS}
 */
public record Ping(boolean answer, boolean tryMe, int port, List<ByteBuffer> records) {
    /** A peer has an IPv4 and an IPv6 address in a realm. */
    public static final int MAX_RECORDS = 2;

    static final int VERSION = 1;
    private static final int KIND = 1;
    private static final int HEADER_BYTES = 6;
    private static final int ANSWER = 1;
    private static final int TRY_ME = 2;

    public Ping {
        records = List.copyOf(records);
        if (records.size() > MAX_RECORDS || port < 0 || port > 0xFFFF || (tryMe && port == 0)) {
            throw new IllegalArgumentException("a ping has at most two records, and a port when it wants to be tried");
        }
    }

    /** Its bytes. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + MAX_RECORDS * PeerRecord.MAX_BYTES)
                .put((byte) VERSION)
                .put((byte) KIND)
                .put((byte) ((answer ? ANSWER : 0) | (tryMe ? TRY_ME : 0)))
                .putShort((short) port)
                .put((byte) records.size());
        records.forEach(record -> out.put(record.duplicate()));
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /** Reads one; empty when it is none. */
    public static Optional<Ping> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER_BYTES || in.get() != VERSION || in.get() != KIND) {
            return Optional.empty();
        }
        int flags = in.get();
        int port = in.getShort() & 0xFFFF;
        int count = in.get();
        boolean tryMe = (flags & TRY_ME) != 0;
        if ((flags & ~(ANSWER | TRY_ME)) != 0 || (tryMe && port == 0) || count < 0 || count > MAX_RECORDS) {
            return Optional.empty();
        }
        return RecordBytes.split(in, count).map(records -> new Ping((flags & ANSWER) != 0, tryMe, port, records));
    }
}
