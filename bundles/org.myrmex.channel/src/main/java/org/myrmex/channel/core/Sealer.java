package org.myrmex.channel.core;

import java.nio.ByteBuffer;
import org.myrmex.api.routing.VirtualAddress;

/** Seals the records of one direction, each with the next counter: none is ever used twice. */
final class Sealer {
    private final Gcm gcm;
    private final RecordFormat format;
    private final int tag;
    private final byte[] plain = new byte[Packet.LARGEST_BYTES - Packet.DATA_OVERHEAD_BYTES];
    private long counter;

    Sealer(ChannelKeys.Direction keys, VirtualAddress from, VirtualAddress to, long firstCounter) {
        this.gcm = new Gcm(keys.key());
        this.format = new RecordFormat(keys, from, to);
        this.tag = keys.tag();
        this.counter = firstCounter;
    }

    /** Counter of the next record. */
    long counter() {
        return counter;
    }

    /** How many more records there may be. */
    long left() {
        return RecordFormat.RECORDS_OF_AN_EPOCH - counter;
    }

    /** The datagram with the segment in it. */
    byte[] seal(Segment segment) {
        if (left() <= 0) {
            throw new IllegalStateException("the epoch is used up");
        }
        int bytes = segment.datagramBytes();
        int plainBytes = bytes - Packet.DATA_OVERHEAD_BYTES;
        byte[] body = new byte[bytes];
        ByteBuffer.wrap(body)
                .put(Packet.VERSION)
                .put(Packet.PROTOCOL)
                .put(Packet.Data.KIND)
                .put((byte) 0)
                .putInt(tag)
                .putInt(RecordFormat.EPOCH)
                .putLong(counter);
        segment.encode(plain, plainBytes);
        gcm.seal(format.nonce(counter), format.associated(counter), plain, plainBytes, body, Packet.Data.SEALED_OFFSET);
        counter++;
        return body;
    }
}
