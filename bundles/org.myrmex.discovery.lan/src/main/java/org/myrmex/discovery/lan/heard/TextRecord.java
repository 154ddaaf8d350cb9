package org.myrmex.discovery.lan.heard;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.myrmex.api.transport.PeerId;

/** The TXT record of an announcement: strings {@code key=value}, each behind its length (RFC 6763 section 6). */
public final class TextRecord {
    private static final String ID = "id=";

    /** As long as one packet could carry; ours has 56 bytes. */
    static final int MAX_BYTES = 8972;

    private TextRecord() {}

    /** The record that says this id. */
    public static byte[] write(PeerId id) {
        byte[] pair = (ID + id).getBytes(StandardCharsets.US_ASCII);
        byte[] record = new byte[1 + pair.length];
        record[0] = (byte) pair.length;
        System.arraycopy(pair, 0, record, 1, pair.length);
        return record;
    }

    /**
     * The id that a record names: the first one counts, whatever the case of its key (RFC 6763 section 6.4).
     *
     * @return empty when it names none, or something else than an id
     */
    public static Optional<PeerId> read(byte[] record) {
        if (record.length > MAX_BYTES) {
            return Optional.empty();
        }
        int at = 0;
        while (at < record.length) {
            int length = record[at] & 0xFF;
            int begin = at + 1;
            at = begin + length;
            if (at > record.length) {
                return Optional.empty();
            }
            if (isId(record, begin, length)) {
                int valueLength = length - ID.length();
                return valueLength == PeerId.LENGTH
                        ? id(new String(record, begin + ID.length(), valueLength, StandardCharsets.US_ASCII))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isId(byte[] record, int begin, int length) {
        return length >= ID.length()
                && (record[begin] | 0x20) == 'i'
                && (record[begin + 1] | 0x20) == 'd'
                && record[begin + 2] == '=';
    }

    private static Optional<PeerId> id(String text) {
        try {
            return Optional.of(PeerId.parse(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
