package org.myrmex.discovery.hostcatcher.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.transport.PeerAddress;

/** Hosts that are addresses. No name is ever looked up here. */
final class Literals {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern LITERAL = Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private Literals() {}

    /** The address; empty for a name. */
    static Optional<InetAddress> of(String host) {
        if (!LITERAL.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    /** The same neighbour, its host spelled as in records: an operator may have written it shorter. */
    static Neighbour canonical(Neighbour neighbour) {
        PeerAddress address = neighbour.address();
        return of(address.host())
                .map(host -> new PeerAddress(address.scheme(), host.getHostAddress(), address.port(), address.id()))
                .map(spelled -> new Neighbour(spelled, neighbour.realm(), neighbour.dialledByUs()))
                .orElse(neighbour);
    }
}
