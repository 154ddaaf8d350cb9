package org.myrmex.itests;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A name server that fails in the way that a domain's first letters say: {@code none}, {@code fail}, {@code loop}, {@code many};
 * it says nothing to any other. Messages are made by hand (RFC 1035, section 4.1).
 */
final class TroubledNames {
    private static final int HEADER_BYTES = 12;
    private static final int SERVFAIL = 2;
    private static final int NXDOMAIN = 3;
    private static final int CNAME = 5;
    private static final int TXT = 16;
    private static final int TRUNCATED = 0x0200;
    /** All that a message of 64 KiB has room for, and more. */
    private static final int MANY = 10_000;

    private TroubledNames() {}

    /** For a {@link org.myrmex.testkit.names.RawNameServer}. */
    static byte[] answer(byte[] query, boolean byTcp) {
        int end = HEADER_BYTES;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        int type = query[end + 2];
        end += 5;
        ByteBuffer answer = ByteBuffer.allocate(0xFFFF);
        answer.put(query, 0, 2).putShort((short) 0x8180).putShort((short) 1);
        answer.putShort((short) 0).putInt(0).put(query, HEADER_BYTES, end - HEADER_BYTES);
        String name = new String(query, HEADER_BYTES, end - HEADER_BYTES, StandardCharsets.US_ASCII);
        if (name.contains("none")) {
            answer.put(3, (byte) (0x80 | NXDOMAIN));
        } else if (name.contains("fail")) {
            answer.put(3, (byte) (0x80 | SERVFAIL));
        } else if (name.contains("loop")) {
            record(answer, CNAME, 2).putShort((short) (0xC000 | HEADER_BYTES));
        } else if (name.contains("many") && !byTcp) {
            answer.putShort(2, (short) (0x8180 | TRUNCATED));
        } else if (name.contains("many") && type == TXT) {
            record(answer, TXT, MANY * 5);
            for (int i = 0; i < MANY; i++) {
                answer.put((byte) 4).put(String.format("%04d", i).getBytes(StandardCharsets.US_ASCII));
            }
        } else if (!name.contains("many")) {
            return new byte[0];
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }

    /** One record at the name that was asked for; its data follow. */
    private static ByteBuffer record(ByteBuffer answer, int type, int bytes) {
        answer.putShort(6, (short) 1);
        answer.putShort((short) (0xC000 | HEADER_BYTES)).putShort((short) type).putShort((short) 1);
        return answer.putInt(60).putShort((short) bytes);
    }
}
