package org.myrmex.discovery.hostcache.limit;

import java.util.Arrays;

/**
 * Whom an address is taken for: everybody who shares its first bytes, since whoever has one of those addresses has most often
 * the others too.
 */
public final class Network {
    private static final int IPV4_BYTES = 4;
    /** A /24, and a /48 as providers give to one site (RFC 6177). */
    private static final int IPV4_PREFIX_BYTES = 3;

    private static final int IPV6_PREFIX_BYTES = 6;

    private final byte[] prefix;

    private Network(byte[] prefix) {
        this.prefix = prefix;
    }

    /** @param address of 4 or 16 bytes, that can be reached from everywhere */
    public static Network ofPublic(byte[] address) {
        int length = address.length == IPV4_BYTES ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES;
        return new Network(Arrays.copyOf(address, length));
    }

    /** @param address of loopback or of a local network, where each is somebody else */
    public static Network ofLocal(byte[] address) {
        return new Network(address.clone());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && Arrays.equals(prefix, network.prefix);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(prefix);
    }
}
