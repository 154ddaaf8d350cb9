package org.myrmex.api.transport;

import java.net.InetAddress;

/** How far an address reaches. An address is learnt only from a neighbour of the same realm. */
public enum Realm {
    /** This machine. */
    LOOPBACK,
    /** A local network: RFC 1918, RFC 4193, link-local. */
    PRIVATE,
    /** Everywhere else. */
    PUBLIC;

    /** The realm of an address. */
    public static Realm of(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        byte[] raw = address.getAddress();
        boolean uniqueLocal = raw.length == 16 && (raw[0] & 0xFE) == 0xFC;
        boolean local = address.isSiteLocalAddress() || address.isLinkLocalAddress() || address.isAnyLocalAddress();
        return uniqueLocal || local ? PRIVATE : PUBLIC;
    }
}
