package org.myrmex.transport.tls.internal.secure;

import java.nio.ByteBuffer;

/**
 * A look at what somebody has said first, before anything is spent on an answer: whether it may be the beginning of a
 * handshake of TLS (RFC 8446 section 5.1), and whether its first record is there.
 */
public enum Opening {
    /** More is needed. */
    INCOMPLETE,
    /** It can be answered. */
    WHOLE,
    /** Nobody who shakes hands begins like that. */
    NONSENSE;

    /** Header of a record. */
    private static final int HEADER_BYTES = 5;
    /** Most that is kept of somebody who was not answered yet: a hello of ours has 1.4 KB, others say more. */
    public static final int MAX_BYTES = 4 * 1024;

    private static final int HANDSHAKE = 22;
    private static final int VERSION = 3;

    /**
     * Judges bytes.
     *
     * @param received everything that came; used up as far as it was looked at
     */
    public static Opening parse(ByteBuffer received) {
        int there = received.remaining();
        boolean other = there > 0 && received.get() != HANDSHAKE;
        if (other || (there > 1 && received.get() != VERSION)) {
            return NONSENSE;
        }
        if (there < HEADER_BYTES) {
            return INCOMPLETE;
        }
        received.get();
        int length = received.getShort() & 0xFFFF;
        if (length == 0 || length > MAX_BYTES - HEADER_BYTES) {
            return NONSENSE;
        }
        return received.remaining() < length ? INCOMPLETE : WHOLE;
    }
}
