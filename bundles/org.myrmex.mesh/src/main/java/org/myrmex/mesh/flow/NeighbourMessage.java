package org.myrmex.mesh.flow;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.myrmex.api.transport.Body;

/**
 * A message of a discovery protocol: header version(1) = 1, protocol(1), length(2); body padded to 512 or 1,024 bytes.
 *
 * @param protocol 1 to 255
 * @param bytes at most 1,024
 */
public record NeighbourMessage(int protocol, byte[] bytes) {
    private static final int FORMAT = 1;
    private static final int HEADER_BYTES = 4;
    private static final int LONG_BYTES = 1024;

    public ByteBuffer header() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put((byte) FORMAT)
                .put((byte) protocol)
                .putShort((short) bytes.length)
                .flip();
    }

    public Body body() {
        int padded = bytes.length <= SizeClass.UNPADDED_BYTES ? SizeClass.UNPADDED_BYTES : LONG_BYTES;
        return Body.of(java.util.Arrays.copyOf(bytes, padded));
    }

    /** Reads one; empty when malformed. */
    public static Optional<NeighbourMessage> decode(ByteBuffer header, ByteBuffer body) {
        if (header.remaining() != HEADER_BYTES || header.get() != FORMAT) {
            return Optional.empty();
        }
        int protocol = header.get() & 0xFF;
        int length = header.getShort() & 0xFFFF;
        if (protocol == 0 || length > LONG_BYTES || length > body.remaining()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        body.get(bytes);
        return Optional.of(new NeighbourMessage(protocol, bytes));
    }
}
