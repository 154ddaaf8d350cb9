package org.myrmex.api.routing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who a message is from or for, known only to its owner as his: the hash of an Ed25519 and an X-Wing key (protocol 2).
 * Never to stand in one message, line, file or metric with a network address or a peer id.
 */
public final class VirtualAddress implements Comparable<VirtualAddress> {
    /** Bytes of a virtual address. */
    public static final int LENGTH = 32;

    /** All zero: the receiver of what is for everybody. */
    public static final VirtualAddress EVERYBODY = new VirtualAddress(new byte[LENGTH]);

    private final byte[] bytes;
    private final int hash;

    private VirtualAddress(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** @throws IllegalArgumentException when it is not 32 bytes */
    public static VirtualAddress of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a virtual address has 32 bytes, not " + bytes.length);
        }
        return new VirtualAddress(bytes.clone());
    }

    /**
     * Reads the next 32 bytes.
     *
     * @throws java.nio.BufferUnderflowException when there are fewer
     */
    public static VirtualAddress read(ByteBuffer source) {
        byte[] bytes = new byte[LENGTH];
        source.get(bytes);
        return new VirtualAddress(bytes);
    }

    /** Its 32 bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Writes its 32 bytes. */
    public void put(ByteBuffer target) {
        target.put(bytes);
    }

    @Override
    public int compareTo(VirtualAddress other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VirtualAddress a && a.hash == hash && Arrays.equals(bytes, a.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The first 8 hex digits: enough to tell two apart in a trace, too little to be searched for elsewhere. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes, 0, 4);
    }
}
