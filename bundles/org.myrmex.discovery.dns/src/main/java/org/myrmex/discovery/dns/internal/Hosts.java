package org.myrmex.discovery.dns.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Which hosts lead somewhere. Nothing here looks up a name. */
final class Hosts {
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern ENDS_IN_DIGITS = Pattern.compile("(?:.*\\.)?[0-9]+");

    /** 240.0.0.0/4 is reserved, and 0.0.0.0/8 is no destination (RFC 1122, section 3.2.1.3). */
    private static final int RESERVED_FROM = 240;

    private Hosts() {}

    /** Whether it is a name, or a literal address of one machine. */
    static boolean dialable(String host) {
        boolean six = host.indexOf(':') >= 0;
        if (!six && !ENDS_IN_DIGITS.matcher(host).matches()) {
            return true;
        }
        if (six ? host.indexOf('%') >= 0 : !DOTTED_QUAD.matcher(host).matches()) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            byte[] raw = address.getAddress();
            boolean reserved = raw.length == 4 && (raw[0] == 0 || (raw[0] & 0xFF) >= RESERVED_FROM);
            return !reserved && !address.isAnyLocalAddress() && !address.isMulticastAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether it is a literal address. */
    static boolean literal(String host) {
        return host.indexOf(':') >= 0 || DOTTED_QUAD.matcher(host).matches();
    }
}
