package org.myrmex.channel.core;

import java.nio.ByteBuffer;

/**
 * What every record says of the other direction.
 *
 * @param next lowest sequence number that is missing
 * @param bits bit i, from the lowest: {@code next + 1 + i} is there
 * @param credit so many numbers from {@code next} on may be sent
 * @param echo highest counter of a record that came; {@link #NO_ECHO} before the first
 * @param echoDelayMillis how long ago it came; 65,535 for longer too
 */
record Acknowledgement(long next, long bits, int credit, int echo, int echoDelayMillis) {
    static final int BYTES = 8 + 8 + 2 + 4 + 2;
    static final int NO_ECHO = -1;

    /** Longest delay that can be told. */
    static final int LONG_AGO_MILLIS = 0xFFFF;

    void put(ByteBuffer target) {
        target.putLong(next).putLong(bits).putShort((short) credit).putInt(echo).putShort((short) echoDelayMillis);
    }

    static Acknowledgement get(ByteBuffer source) {
        return new Acknowledgement(
                source.getLong(),
                source.getLong(),
                Short.toUnsignedInt(source.getShort()),
                source.getInt(),
                Short.toUnsignedInt(source.getShort()));
    }

    /** Whether it says that this number is there. */
    boolean covers(long sequence) {
        long beyond = sequence - next - 1;
        return sequence < next || (beyond >= 0 && beyond < Long.SIZE && (bits >>> beyond & 1) == 1);
    }
}
