package org.myrmex.discovery.dns.zone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/**
 * What the TXT record of an instance says (RFC 6763, section 6): {@code id=<peerid>} and {@code addr=<host:port,…>}.
 *
 * @param id who must answer
 * @param addresses where, with the id; none to ask at what its SRV record names
 */
record InstanceText(Optional<PeerId> id, List<PeerAddress> addresses) {
    /** Doors of one peer: more is a list of other things. */
    static final int MAX_ADDRESSES = 4;

    static final InstanceText NONE = new InstanceText(Optional.empty(), List.of());

    /**
     * Reads the strings of one record. Unknown keys are passed over, a key counts once, as the RFC wants it.
     *
     * @return nothing when the id is none: whoever set it wanted nobody else to be accepted
     */
    static Optional<InstanceText> parse(List<String> strings, Predicate<String> dialable) {
        TreeMap<String, String> values = new TreeMap<>();
        for (String string : strings) {
            int equals = string.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(string.substring(0, equals).toLowerCase(Locale.ROOT), string.substring(equals + 1));
            }
        }
        Optional<PeerId> id;
        try {
            id = Optional.ofNullable(values.get("id")).map(PeerId::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new InstanceText(id, addresses(values.getOrDefault("addr", ""), id, dialable)));
    }

    private static List<PeerAddress> addresses(String texts, Optional<PeerId> id, Predicate<String> dialable) {
        List<PeerAddress> addresses = new ArrayList<>();
        for (String text : texts.split(",", MAX_ADDRESSES + 1)) {
            // an id belongs into id=: two would have to agree
            if (addresses.size() < MAX_ADDRESSES && text.indexOf('#') < 0) {
                PeerText.parse("tls://" + text.strip(), dialable)
                        .map(address -> new PeerAddress(address.scheme(), address.host(), address.port(), id))
                        .ifPresent(addresses::add);
            }
        }
        return List.copyOf(addresses);
    }
}
