package org.myrmex.routing.mute.internal;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;

/**
 * The routing header {@code mute/1}: version, kind, flags, a zero, id, from, to. It is the same on every hop, so a neighbour
 * cannot tell from it how far a message has come. Whatever reads as a header is written back bit for bit: nothing can hide
 * in it.
 *
 * @param fresh the sender asks for a fresh route; only ever set on datagrams
 */
record MuteHeader(MessageKind kind, boolean fresh, MessageId id, VirtualAddress from, VirtualAddress to) {
    /** Bytes on the wire. */
    static final int LENGTH = 4 + Message.ID_BYTES + 2 * VirtualAddress.LENGTH;

    private static final int VERSION = 1;
    private static final int FLAG_FRESH = 1;
    private static final int ADDRESSES_AT = 4 + Message.ID_BYTES;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    static MuteHeader of(Message message, boolean fresh) {
        return new MuteHeader(message.kind(), fresh, MessageId.of(message.id()), message.from(), message.to());
    }

    /** Reads a header with all its rules; empty when one is broken. */
    static Optional<MuteHeader> read(ByteBuffer wire, int bodyLength) {
        if (wire.remaining() != LENGTH) {
            return Optional.empty();
        }
        ByteBuffer in = wire.slice();
        int version = in.get();
        Optional<MessageKind> kind = kind(in.get());
        int flags = in.get();
        int reserved = in.get();
        if (version != VERSION || kind.isEmpty() || (flags & ~FLAG_FRESH) != 0 || reserved != 0) {
            return Optional.empty();
        }
        MessageId id = MessageId.read(in);
        MuteHeader header =
                new MuteHeader(kind.get(), flags == FLAG_FRESH, id, VirtualAddress.read(in), VirtualAddress.read(in));
        return header.isSound(bodyLength) ? Optional.of(header) : Optional.empty();
    }

    /** Whether a neighbour would accept this header over a body of this length. */
    boolean isSound(int bodyLength) {
        boolean forEverybody = to.equals(VirtualAddress.EVERYBODY);
        boolean fits =
                switch (kind) {
                    case QUERY -> forEverybody && !fresh && bodyLength == 2048;
                    case ANSWER -> !forEverybody && !fresh && (bodyLength == 4096 || bodyLength == 16_896);
                    case DATAGRAM -> !forEverybody && isClass(bodyLength);
                };
        return fits && !from.equals(VirtualAddress.EVERYBODY);
    }

    /** The header's bytes, new ones each time: the outbox keeps what it is given. */
    ByteBuffer write() {
        ByteBuffer out = ByteBuffer.allocate(LENGTH);
        out.put((byte) VERSION).put((byte) code(kind)).put((byte) (fresh ? FLAG_FRESH : 0));
        out.put((byte) 0);
        id.put(out);
        from.put(out);
        to.put(out);
        return out.flip();
    }

    /** Local name of the flow that a written header belongs to: positive, the same for every message of one direction. */
    static long flow(ByteBuffer written) {
        long mixed = 0;
        for (int at = ADDRESSES_AT; at < LENGTH; at += Long.BYTES) {
            mixed = (mixed ^ written.getLong(at)) * MIX;
            mixed ^= mixed >>> 32;
        }
        return Math.max(1, mixed & Long.MAX_VALUE);
    }

    Message message(Body body) {
        return new Message(kind, from, to, id.bytes(), body);
    }

    private static Optional<MessageKind> kind(int code) {
        return switch (code) {
            case 1 -> Optional.of(MessageKind.QUERY);
            case 2 -> Optional.of(MessageKind.ANSWER);
            case 3 -> Optional.of(MessageKind.DATAGRAM);
            default -> Optional.empty();
        };
    }

    private static int code(MessageKind kind) {
        return switch (kind) {
            case QUERY -> 1;
            case ANSWER -> 2;
            case DATAGRAM -> 3;
        };
    }

    /** The size classes of protocol 1; up to 512 bytes go unpadded. */
    private static boolean isClass(int length) {
        return length <= 512 || length == 1024 || length == 2048 || length == 4096 || length == 16_896;
    }
}
