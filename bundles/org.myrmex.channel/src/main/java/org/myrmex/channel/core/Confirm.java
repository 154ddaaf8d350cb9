package org.myrmex.channel.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the opener wants, in his first record and not before: OPEN can be replayed, this cannot.
 *
 * @param service 1 to 32 printable ASCII characters
 * @param request at most 512 bytes
 */
public record Confirm(String service, byte[] request) {
    public static final int MAX_SERVICE_LENGTH = 32;
    public static final int MAX_REQUEST_BYTES = 512;

    /** @throws IllegalArgumentException when one of them is too long or the name is not ASCII */
    public Confirm {
        if (service.isEmpty()
                || service.length() > MAX_SERVICE_LENGTH
                || !service.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("the name of a service has 1 to 32 ASCII characters, no space");
        }
        if (request.length > MAX_REQUEST_BYTES) {
            throw new IllegalArgumentException("a request has at most 512 bytes, not " + request.length);
        }
    }

    /** Length of the name (1), name, request. */
    byte[] encode() {
        byte[] name = service.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + name.length + request.length)
                .put((byte) name.length)
                .put(name)
                .put(request)
                .array();
    }

    /** Reads one; empty when it is none. */
    static Optional<Confirm> decode(byte[] data) {
        if (data.length == 0 || data[0] < 1 || data.length < 1 + data[0]) {
            return Optional.empty();
        }
        String service = new String(data, 1, data[0], StandardCharsets.ISO_8859_1);
        byte[] request = Arrays.copyOfRange(data, 1 + data[0], data.length);
        try {
            return Optional.of(new Confirm(service, request));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
