package org.myrmex.api.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a peer can be dialled: {@code scheme://host:port#peerid}.
 *
 * @param scheme names the transport, lower case
 * @param host name or literal address; IPv6 without brackets
 * @param port 0 to 65535; 0 only where it asks for any free port
 * @param id who must answer there; without it whoever answers is accepted, and such a link is never a guard
 */
public record PeerAddress(String scheme, String host, int port, Optional<PeerId> id) {
    public PeerAddress {
        if (!scheme.matches("[a-z][a-z0-9+.-]*")) {
            throw new IllegalArgumentException("a peer address begins with a scheme such as tls://");
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("a peer address needs a host");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is a number from 0 to 65535");
        }
    }

    /**
     * Reads {@code scheme://host:port[#peerid]}.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static PeerAddress parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an address of the form tls://host:port#peerid", e);
        }
        boolean hasMore = uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || (uri.getRawPath() != null && !uri.getRawPath().isEmpty());
        if (uri.getScheme() == null || uri.getHost() == null || uri.getPort() < 0 || hasMore) {
            throw new IllegalArgumentException("not an address of the form tls://host:port#peerid");
        }
        String host = uri.getHost();
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        Optional<PeerId> id = Optional.ofNullable(uri.getRawFragment()).map(PeerId::parse);
        return new PeerAddress(uri.getScheme().toLowerCase(Locale.ROOT), host, uri.getPort(), id);
    }

    /** The same place, with the id that answered there. */
    public PeerAddress withId(PeerId answered) {
        return new PeerAddress(scheme, host, port, Optional.of(answered));
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return scheme + "://" + shown + ":" + port + id.map(i -> "#" + i).orElse("");
    }
}
