package org.myrmex.http.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names under which the owner calls this peer. Any other name in a request means that somebody's web page has pointed a
 * name of his own at this machine (DNS rebinding).
 */
final class Hosts {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private static final int MAX_PORT = 65_535;
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[^:@/\\[\\]\\s]+)(:(?<port>[0-9]{1,5}))?");

    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final Set<String> allowed = new TreeSet<>(LOOPBACK);

    Hosts(Collection<String> more) {
        more.forEach(host -> allowed.add(bare(host.strip()).toLowerCase(Locale.ROOT)));
    }

    /**
     * Decides about a Host header.
     *
     * @param header with or without a port
     * @param target the host that the request line names; one that names another is a trick
     * @param localAddress where the connection arrived: a literal address cannot be rebound
     */
    boolean allows(String header, String target, String localAddress) {
        Optional<String> host = withoutPort(header);
        return host.isPresent()
                && host.get().equalsIgnoreCase(bare(target))
                && (allowed.contains(host.get())
                        || host.get().equals(bare(localAddress).toLowerCase(Locale.ROOT)));
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.contains(bare(host).toLowerCase(Locale.ROOT))
                || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** One text for one address, however it is written, or a name in lower case; without brackets. */
    static String canonical(String host) {
        return literal(host).map(InetAddress::getHostAddress).orElseGet(() -> bare(host)
                .toLowerCase(Locale.ROOT));
    }

    /** Empty for a name: nothing here asks a name server. */
    private static Optional<InetAddress> literal(String host) {
        String bare = bare(host);
        if (!LITERAL.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Without the brackets of a literal IPv6 address. */
    static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** Lower case, without brackets; empty when it is no host with, or without, a port. */
    private static Optional<String> withoutPort(String header) {
        Matcher matcher = AUTHORITY.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String port = matcher.group("port");
        if (port != null && (Integer.parseInt(port) == 0 || Integer.parseInt(port) > MAX_PORT)) {
            return Optional.empty();
        }
        return Optional.of(bare(matcher.group("host")).toLowerCase(Locale.ROOT));
    }
}
