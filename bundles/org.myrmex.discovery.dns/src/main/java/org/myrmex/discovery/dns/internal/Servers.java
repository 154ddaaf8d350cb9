package org.myrmex.discovery.dns.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ResolverConfig;

/** The name servers that are asked. */
final class Servers {
    /** The system's own resolver asks no more of them either (resolv.conf). */
    private static final int MAX_SERVERS = 3;

    static final int DNS_PORT = 53;

    private Servers() {}

    /** The system's, read anew: they change with the network. */
    static List<InetSocketAddress> ofSystem() {
        ResolverConfig.refresh();
        return ResolverConfig.getCurrentConfig().servers().stream()
                .limit(MAX_SERVERS)
                .toList();
    }

    /** A server of the form {@code address:port}, the address a literal one; nothing for all else. */
    static Optional<InetSocketAddress> literal(String text) {
        return hostAndPort(text)
                .filter(server -> Hosts.literal(server.getHostString()))
                .flatMap(server -> {
                    try {
                        return Optional.of(
                                new InetSocketAddress(InetAddress.getByName(server.getHostString()), server.getPort()));
                    } catch (UnknownHostException e) {
                        return Optional.empty();
                    }
                });
    }

    /** A server of the form {@code host:port}, not looked up; without a port that of the DNS. */
    static Optional<InetSocketAddress> hostAndPort(String text) {
        URI uri;
        try {
            uri = new URI("dns://" + text.strip());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        boolean more = uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || (uri.getRawPath() != null && !uri.getRawPath().isEmpty());
        if (uri.getHost() == null || more || uri.getPort() == 0 || uri.getPort() > 65535) {
            return Optional.empty();
        }
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        return Optional.of(InetSocketAddress.createUnresolved(host, uri.getPort() < 0 ? DNS_PORT : uri.getPort()));
    }
}
