package org.myrmex.discovery.hostcatcher.caught;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.transport.CloseReason;

/**
 * The answer to a ping. On the wire: version(1) = 1, kind(1) = 2, flags(1): bit 0 there is a verdict, verdict(1): 0 reached, else
 * the code of a {@link CloseReason}, bytes of the address(1) = 0, 4 or 16, address, number of records(1), records.
 *
 * @param seenAt address where the asker is seen; only for those that dialled the answerer
 * @param verdict when the asker was dialled back since the last pong
 * @param records of peers that the answerer met, not verified yet; at most {@link #MAX_RECORDS}
 */
public record Pong(Optional<ByteBuffer> seenAt, Optional<Verdict> verdict, List<ByteBuffer> records) {
    /** Enough to find neighbours by, and so few that the whole table takes many questions. */
    public static final int MAX_RECORDS = 8;

    /** With {@link #MAX_RECORDS} records of the longest sort. */
    public static final int MAX_BYTES = 6 + 16 + MAX_RECORDS * PeerRecord.MAX_BYTES;

    private static final int KIND = 2;
    private static final int MIN_BYTES = 6;
    private static final int VERDICT = 1;

    public Pong {
        records = List.copyOf(records);
        if (records.size() > MAX_RECORDS || MAX_BYTES > Neighbours.MAX_BYTES) {
            throw new IllegalArgumentException("a pong has at most eight records, in one message");
        }
        seenAt.ifPresent(address -> {
            if (!isAddressLength(address.remaining())) {
                throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.remaining());
            }
        });
    }

    /** Its bytes. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(MAX_BYTES)
                .put((byte) Ping.VERSION)
                .put((byte) KIND)
                .put((byte) (verdict.isPresent() ? VERDICT : 0))
                .put((byte) (int)
                        verdict.flatMap(Verdict::failure).map(CloseReason::code).orElse(0))
                .put((byte) (int) seenAt.map(ByteBuffer::remaining).orElse(0));
        seenAt.ifPresent(address -> out.put(address.duplicate()));
        out.put((byte) records.size());
        records.forEach(record -> out.put(record.duplicate()));
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /** Reads one; empty when it is none. */
    public static Optional<Pong> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < MIN_BYTES || in.get() != Ping.VERSION || in.get() != KIND) {
            return Optional.empty();
        }
        int flags = in.get();
        int code = in.get() & 0xFF;
        int length = in.get();
        boolean isVerdict = flags == VERDICT;
        boolean hasNoAddress = length == 0;
        if ((flags != 0 && !isVerdict)
                || (!isVerdict && code != 0)
                || !(hasNoAddress || isAddressLength(length))
                || in.remaining() <= length) {
            return Optional.empty();
        }
        ByteBuffer address = in.slice(in.position(), length).asReadOnlyBuffer();
        in.position(in.position() + length);
        int count = in.get();
        if (count < 0 || count > MAX_RECORDS) {
            return Optional.empty();
        }
        Optional<Verdict> verdict = isVerdict
                ? Optional.of(new Verdict(code == 0 ? Optional.empty() : Optional.of(CloseReason.of(code))))
                : Optional.empty();
        return RecordBytes.split(in, count)
                .map(records -> new Pong(hasNoAddress ? Optional.empty() : Optional.of(address), verdict, records));
    }

    private static boolean isAddressLength(int length) {
        return length == 4 || length == 16;
    }
}
