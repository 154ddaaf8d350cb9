package org.myrmex.http.connections;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** What counts as one place to come from: whoever has one of its addresses has them all. */
public final class Networks {
    /** A subscriber's, at least (RFC 6177). */
    private static final int PREFIX_BYTES = 8;

    /** This machine. */
    public static final String LOOPBACK = "loopback";

    private Networks() {}

    /** @param address literal, of the far end */
    public static String of(String address) {
        try {
            return of(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return address;
        }
    }

    /** @param address of the far end */
    static String of(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, PREFIX_BYTES)
                : address.getHostAddress();
    }
}
