package org.myrmex.http.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** What counts as one place to guess from: whoever has one of its addresses has them all. */
final class Networks {
    /** A subscriber's, at least (RFC 6177). */
    private static final int PREFIX_BYTES = 8;

    /** This machine. */
    static final String LOOPBACK = "loopback";

    private Networks() {}

    /** @param address literal, of the far end */
    static String of(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(Hosts.bare(address));
            if (parsed.isLoopbackAddress()) {
                return LOOPBACK;
            }
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, PREFIX_BYTES)
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
