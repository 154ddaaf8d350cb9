package org.myrmex.discovery.dns.zone;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.myrmex.api.transport.PeerAddress;

/** An address as a TXT record has it, one in each string: {@code tls://host:port#peerid}. */
final class PeerText {
    /** A name has no more (RFC 1035, section 2.3.4), and a string of a TXT record ends at 255. */
    private static final int MAX_HOST = 253;

    private static final String SCHEME = "tls://";

    private PeerText() {}

    /**
     * Reads one string.
     *
     * @param dialable whether a host can be dialled, name or literal address
     * @return nothing for what is not in that form, or leads nowhere
     */
    static Optional<PeerAddress> parse(String text, Predicate<String> dialable) {
        if (!text.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        PeerAddress address;
        try {
            address = PeerAddress.parse(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean leadsSomewhere =
                address.port() > 0 && address.host().length() <= MAX_HOST && dialable.test(address.host());
        return leadsSomewhere ? Optional.of(address) : Optional.empty();
    }
}
