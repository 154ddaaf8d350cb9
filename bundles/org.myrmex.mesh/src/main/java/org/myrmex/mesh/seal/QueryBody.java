package org.myrmex.mesh.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.VirtualAddress;

/**
 * The body of a query, which every peer reads: version (1) ‖ nonce (16) ‖ asker (1248) ‖ service length (1) ‖ service ‖ payload
 * length (2) ‖ payload ‖ zeros, 2048 bytes in all. The arrays are not to be changed.
 *
 * @param nonce makes each query another one, 16 bytes
 * @param asker the keys to seal answers to
 * @param service name of the service asked, 1 to 32 ASCII characters from ! to ~
 * @param payload at most {@link #MAX_PAYLOAD} bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record QueryBody(byte[] nonce, AddressRecord asker, String service, byte[] payload) {
    /** Bytes of every query: a size class. */
    public static final int LENGTH = 2048;

    public static final int NONCE_BYTES = 16;
    public static final int MAX_SERVICE = 32;

    /** Bytes that a payload may have, however long the service's name is. */
    public static final int MAX_PAYLOAD = LENGTH - 1 - NONCE_BYTES - AddressRecord.LENGTH - 1 - MAX_SERVICE - 2;

    private static final byte VERSION = 1;
    private static final byte[] LABEL = Hashes.label("myrmex/1 query");

    /** @throws IllegalArgumentException when a part is too long, or the service's name is none */
    public QueryBody {
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce has 16 bytes, not " + nonce.length);
        }
        if (!isService(service)) {
            throw new IllegalArgumentException("a service has a name of 1 to 32 ASCII characters without spaces");
        }
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "a query has at most " + MAX_PAYLOAD + " bytes of payload, this one has " + payload.length);
        }
    }

    /** Whether it may name a service. */
    public static boolean isService(String name) {
        return !name.isEmpty() && name.length() <= MAX_SERVICE && name.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Its bytes. */
    public byte[] encode() {
        return ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .put(nonce)
                .put(asker.ed())
                .put(asker.xw())
                .put((byte) service.length())
                .put(service.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    /**
     * Reads a query.
     *
     * @param from who the message says he is
     * @return empty when it is malformed, is not his, or is not written in the only way that it can be written
     */
    public static Optional<QueryBody> decode(byte[] body, VirtualAddress from) {
        if (body.length != LENGTH || body[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(body, 1, LENGTH - 1);
        byte[] nonce = take(in, NONCE_BYTES);
        AddressRecord asker = new AddressRecord(take(in, AddressRecord.ED_BYTES), take(in, AddressRecord.XW_BYTES));
        int serviceLength = in.get() & 0xFF;
        if (serviceLength > MAX_SERVICE) {
            return Optional.empty();
        }
        // Latin-1 keeps bytes above 127 apart, so that they are refused and not replaced
        String service = new String(take(in, serviceLength), StandardCharsets.ISO_8859_1);
        int payloadLength = in.getShort() & 0xFFFF;
        if (payloadLength > MAX_PAYLOAD || !isService(service)) {
            return Optional.empty();
        }
        byte[] payload = take(in, payloadLength);
        while (in.hasRemaining()) {
            if (in.get() != 0) {
                return Optional.empty();
            }
        }
        return AddressKeys.addressOf(asker).equals(from)
                ? Optional.of(new QueryBody(nonce, asker, service, payload))
                : Optional.empty();
    }

    /** Names one query of one asker ({@code qh}); 32 bytes. */
    public static byte[] hash(VirtualAddress asker, byte[] body) {
        return Hashes.sha256(LABEL, asker.bytes(), Hashes.sha256(body));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueryBody q && Arrays.equals(encode(), q.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(nonce);
    }

    /** Without the payload: what others search for is not logged. */
    @Override
    public String toString() {
        return "query for " + service;
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
