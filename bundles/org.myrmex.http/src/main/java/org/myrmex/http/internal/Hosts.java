package org.myrmex.http.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names under which the owner calls this peer. Any other name in a request means that somebody's web page has pointed a
 * name of his own at this machine (DNS rebinding).
 */
final class Hosts {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private final Set<String> allowed = new TreeSet<>(LOOPBACK);

    Hosts(Collection<String> more) {
        more.forEach(host -> allowed.add(bare(host.strip()).toLowerCase(Locale.ROOT)));
    }

    /**
     * Decides about a Host header.
     *
     * @param header with or without a port
     * @param localAddress where the connection arrived: a literal address cannot be rebound
     */
    boolean allows(String header, String localAddress) {
        String host = withoutPort(header).toLowerCase(Locale.ROOT);
        return allowed.contains(host) || host.equals(bare(localAddress).toLowerCase(Locale.ROOT));
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.contains(bare(host).toLowerCase(Locale.ROOT));
    }

    /** Without the brackets of a literal IPv6 address. */
    static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String withoutPort(String header) {
        int colon = header.lastIndexOf(':');
        boolean portFollows = colon > header.lastIndexOf(']') && header.indexOf(':') == colon;
        boolean afterBracket = colon > 0 && header.charAt(colon - 1) == ']';
        return bare(portFollows || afterBracket ? header.substring(0, colon) : header);
    }
}
