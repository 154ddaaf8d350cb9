package org.myrmex.channel.core;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.myrmex.api.mesh.Kem;

/** A datagram of the channel protocol, as far as a relay can read it. */
public sealed interface Packet {
    /** First byte of every datagram. */
    byte VERSION = 1;

    /** Number of the channel among the protocols over datagrams. */
    byte PROTOCOL = 1;

    /** Bytes before the message: version, protocol, kind, and one that must be zero. */
    int HEADER_BYTES = 4;

    /** Bytes of OPEN and of ACCEPT: one size class, so that the two look alike. */
    int HANDSHAKE_BYTES = 4096;

    /** Bytes of the name that the opener gives a channel. */
    int SID_BYTES = 16;

    /** Bytes of a DATA datagram around its plain content. */
    int DATA_OVERHEAD_BYTES = HEADER_BYTES + 4 + 4 + 8 + Gcm.TAG_BYTES;

    /** Bytes of a DATA datagram that carries no message: unpadded class 0, but of one length. */
    int BARE_BYTES = 128;

    /** Bytes of DATA datagrams that carry something: size classes 1 to 4 of the links. */
    int SMALLEST_BYTES = 1024;

    /** Bytes of the largest datagram. */
    int LARGEST_BYTES = 16_896;

    /** Asks for a channel. */
    record Open(byte[] sid, byte[] ephemeralKey, byte[] forAnswerer, byte[] box) implements Packet {
        static final byte KIND = 1;
        static final int BOX_BYTES =
                HANDSHAKE_BYTES - HEADER_BYTES - SID_BYTES - Kem.PUBLIC_KEY_BYTES - Kem.ENCAPSULATION_BYTES;

        /** The datagram. */
        public byte[] encode() {
            return header(HANDSHAKE_BYTES, KIND)
                    .put(sid)
                    .put(ephemeralKey)
                    .put(forAnswerer)
                    .put(box)
                    .array();
        }
    }

    /** Grants one. */
    record Accept(byte[] sid, byte[] forEphemeral, byte[] forOpener, byte[] box) implements Packet {
        static final byte KIND = 2;
        static final int BOX_BYTES = HANDSHAKE_BYTES - HEADER_BYTES - SID_BYTES - 2 * Kem.ENCAPSULATION_BYTES;

        /** The datagram. */
        public byte[] encode() {
            return header(HANDSHAKE_BYTES, KIND)
                    .put(sid)
                    .put(forEphemeral)
                    .put(forOpener)
                    .put(box)
                    .array();
        }
    }

    /**
     * Carries a sealed record.
     *
     * @param sealed cipher text and tag
     */
    record Data(int tag, int epoch, long counter, byte[] sealed) implements Packet {
        static final byte KIND = 3;
        static final int SEALED_OFFSET = HEADER_BYTES + 4 + 4 + 8;
    }

    /** Reads a datagram; empty when it is none of ours. */
    static Optional<Packet> decode(ByteBuffer body) {
        if (body.remaining() < HEADER_BYTES || body.get() != VERSION || body.get() != PROTOCOL) {
            return Optional.empty();
        }
        byte kind = body.get();
        if (body.get() != 0) {
            return Optional.empty();
        }
        int length = HEADER_BYTES + body.remaining();
        return switch (kind) {
            case Open.KIND ->
                length == HANDSHAKE_BYTES
                        ? Optional.of(new Open(
                                take(body, SID_BYTES),
                                take(body, Kem.PUBLIC_KEY_BYTES),
                                take(body, Kem.ENCAPSULATION_BYTES),
                                take(body, Open.BOX_BYTES)))
                        : Optional.empty();
            case Accept.KIND ->
                length == HANDSHAKE_BYTES
                        ? Optional.of(new Accept(
                                take(body, SID_BYTES),
                                take(body, Kem.ENCAPSULATION_BYTES),
                                take(body, Kem.ENCAPSULATION_BYTES),
                                take(body, Accept.BOX_BYTES)))
                        : Optional.empty();
            case Data.KIND ->
                isDataLength(length)
                        ? Optional.of(
                                new Data(body.getInt(), body.getInt(), body.getLong(), take(body, body.remaining())))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Bytes of the smallest datagram that holds so many plain bytes. */
    static int padded(int plainBytes) {
        for (int bytes = SMALLEST_BYTES; bytes <= 4096; bytes *= 2) {
            if (plainBytes <= bytes - DATA_OVERHEAD_BYTES) {
                return bytes;
            }
        }
        return LARGEST_BYTES;
    }

    private static boolean isDataLength(int length) {
        return length == BARE_BYTES
                || length == SMALLEST_BYTES
                || length == 2048
                || length == 4096
                || length == LARGEST_BYTES;
    }

    private static ByteBuffer header(int bytes, byte kind) {
        return ByteBuffer.allocate(bytes).put(VERSION).put(PROTOCOL).put(kind).put((byte) 0);
    }

    private static byte[] take(ByteBuffer body, int bytes) {
        byte[] taken = new byte[bytes];
        body.get(taken);
        return taken;
    }
}
