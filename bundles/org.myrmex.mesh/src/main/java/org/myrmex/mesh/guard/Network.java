package org.myrmex.mesh.guard;

import java.util.Arrays;
import java.util.HexFormat;
import org.myrmex.api.transport.Realm;

/**
 * Where somebody comes from, as coarse as one customer of a provider: the first 24 bits of a public IPv4 address, the first 48
 * of a public IPv6 address, since whoever has one address there has many. Elsewhere the single address.
 *
 * @param name of the network, for comparing
 */
public record Network(Realm realm, String name) {
    private static final int IPV4_PREFIX_BYTES = 3;
    private static final int IPV6_PREFIX_BYTES = 6;
    private static final int IPV4_BYTES = 4;

    /**
     * The network of an address.
     *
     * @param address 4 or 16 bytes
     */
    public static Network of(Realm realm, byte[] address) {
        int prefix = address.length == IPV4_BYTES ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES;
        byte[] kept = realm == Realm.PUBLIC ? Arrays.copyOf(address, prefix) : address;
        return new Network(realm, address.length + ":" + HexFormat.of().formatHex(kept));
    }

    /** The network of a name that is no internet address: it reaches nobody but this machine. */
    public static Network named(String name) {
        return new Network(Realm.LOOPBACK, name);
    }
}
