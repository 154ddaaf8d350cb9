package org.myrmex.routing.mute.internal;

import java.nio.ByteBuffer;

/**
 * A message's 16 bytes as two numbers. Comparable, so that a hash table stays quick when somebody chooses ids that collide.
 *
 * @param high first eight bytes
 * @param low last eight bytes
 */
record MessageId(long high, long low) implements Comparable<MessageId> {
    static MessageId of(byte[] id) {
        return read(ByteBuffer.wrap(id));
    }

    static MessageId read(ByteBuffer from) {
        return new MessageId(from.getLong(), from.getLong());
    }

    void put(ByteBuffer target) {
        target.putLong(high).putLong(low);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(MessageId other) {
        int first = Long.compare(high, other.high);
        return first != 0 ? first : Long.compare(low, other.low);
    }
}
