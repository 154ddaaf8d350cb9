package org.myrmex.channel.core;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The plain content of a record: kind(1) length(2) sequence(8) acknowledgement(24) data, then padding.
 *
 * @param sequence number among what is delivered in order; 0 for kinds that are not
 * @param data empty but for CONFIRM and MESSAGE
 */
record Segment(Kind kind, long sequence, Acknowledgement acknowledgement, byte[] data) {
    static final int HEADER_BYTES = 1 + 2 + 8 + Acknowledgement.BYTES;

    /** Longest data. */
    static final int MAX_DATA_BYTES = Packet.LARGEST_BYTES - Packet.DATA_OVERHEAD_BYTES - HEADER_BYTES;

    private static final byte[] NOTHING = new byte[0];

    /** What a record is for. */
    enum Kind {
        /** The opener's number 0: service and request. */
        CONFIRM(1, true),
        MESSAGE(2, true),
        /** The last number of a direction: nothing was cut off. */
        FINISH(3, true),
        /** Nothing but the acknowledgement; also the keep-alive. */
        ACKNOWLEDGE(4, false),
        /** Asks for an acknowledgement at once. */
        PROBE(5, false),
        /** The end at once of both directions. */
        RESET(6, false);

        private final int code;
        private final boolean sequenced;

        Kind(int code, boolean sequenced) {
            this.code = code;
            this.sequenced = sequenced;
        }

        boolean sequenced() {
            return sequenced;
        }

        private boolean carriesData() {
            return this == CONFIRM || this == MESSAGE;
        }

        private static Optional<Kind> of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** Bytes of the datagram that carries it: a size class, or one fixed length for what carries nothing. */
    int datagramBytes() {
        boolean bare = kind == Kind.ACKNOWLEDGE || kind == Kind.RESET;
        return bare ? Packet.BARE_BYTES : Packet.padded(HEADER_BYTES + data.length);
    }

    /** Writes it, and zeros up to the end. */
    void encode(byte[] target, int length) {
        ByteBuffer out = ByteBuffer.wrap(target, 0, length);
        out.put((byte) kind.code).putShort((short) data.length).putLong(sequence);
        acknowledgement.put(out);
        out.put(data);
        while (out.hasRemaining()) {
            out.put((byte) 0);
        }
    }

    /** Reads one; empty when the other end does not keep to the format. */
    static Optional<Segment> decode(byte[] plain, int plainBytes) {
        if (plainBytes < HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(plain, 0, plainBytes);
        Optional<Kind> kind = Kind.of(in.get());
        int length = Short.toUnsignedInt(in.getShort());
        long sequence = in.getLong();
        Acknowledgement acknowledgement = Acknowledgement.get(in);
        boolean valid = kind.isPresent()
                && length <= in.remaining()
                && kind.get().carriesData() == length > 0
                && sequence >= 0
                && (kind.get().sequenced() || sequence == 0)
                && acknowledgement.next() >= 0;
        if (!valid) {
            return Optional.empty();
        }
        byte[] data = length == 0 ? NOTHING : new byte[length];
        in.get(data);
        return Optional.of(new Segment(kind.get(), sequence, acknowledgement, data));
    }
}
