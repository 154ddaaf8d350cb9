package org.myrmex.discovery.hostcache.list;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.discovery.PeerRecord;

/**
 * What a host cache serves: {@code "MYPL"}(4), version(1) = 1, how many(1), and of each its length(1) and the record. Nothing
 * follows.
 *
 * @param records those that are signed by their key
 * @param unsigned how many others there were: somebody changed them
 */
public record PeerList(List<PeerRecord> records, int unsigned) {
    /** Records that fit. */
    public static final int MAX_RECORDS = 255;

    private static final byte[] MAGIC = {'M', 'Y', 'P', 'L'};
    private static final int VERSION = 1;
    private static final int HEAD_BYTES = MAGIC.length + 2;

    /** Bytes of the longest. */
    public static final int MAX_BYTES = HEAD_BYTES + MAX_RECORDS * (1 + PeerRecord.MAX_BYTES);

    public PeerList {
        records = List.copyOf(records);
    }

    /** @return empty when that is no list at all */
    public static Optional<PeerList> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.remaining() < HEAD_BYTES || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        in.position(MAGIC.length);
        if (in.get() != VERSION) {
            return Optional.empty();
        }
        List<ByteBuffer> entries = new ArrayList<>();
        for (int left = in.get() & 0xFF; left > 0; left--) {
            int length = in.hasRemaining() ? in.get() & 0xFF : PeerRecord.MAX_BYTES + 1;
            if (length > PeerRecord.MAX_BYTES || length > in.remaining()) {
                return Optional.empty();
            }
            entries.add(in.slice(in.position(), length));
            in.position(in.position() + length);
        }
        // whole before any signature is computed: that is what costs
        return in.hasRemaining() ? Optional.empty() : Optional.of(checked(entries));
    }

    private static PeerList checked(List<ByteBuffer> entries) {
        List<PeerRecord> records = new ArrayList<>();
        for (ByteBuffer entry : entries) {
            PeerRecord.decode(entry).filter(record -> !entry.hasRemaining()).ifPresent(records::add);
        }
        return new PeerList(records, entries.size() - records.size());
    }

    /** @param records at most {@link #MAX_RECORDS} */
    public static byte[] encode(List<PeerRecord> records) {
        if (records.size() > MAX_RECORDS) {
            throw new IllegalArgumentException("a list has " + MAX_RECORDS + " records at most");
        }
        ByteBuffer out =
                ByteBuffer.allocate(MAX_BYTES).put(MAGIC).put((byte) VERSION).put((byte) records.size());
        for (PeerRecord record : records) {
            byte[] encoded = record.encode();
            out.put((byte) encoded.length).put(encoded);
        }
        return Arrays.copyOf(out.array(), out.position());
    }
}
