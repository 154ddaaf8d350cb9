package org.myrmex.discovery.dns.internal;

import java.net.IDN;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The domains that an operator configured, as they are asked for. */
final class Domains {
    /** Each takes three questions at least, and all of them the same three seconds. */
    static final int MAX_DOMAINS = 16;

    /** A name has 253 characters (RFC 1035, section 2.3.4), an instance and the service stand before the domain. */
    private static final int MAX_LENGTH = 253 - 64 - "_myrmex._tcp.".length();

    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*");
    private static final Logger LOG = LoggerFactory.getLogger(Domains.class);

    private Domains() {}

    /** Those that are names, each once; what is left out is said in one line each. */
    static List<String> of(List<String> texts) {
        LinkedHashSet<String> domains = new LinkedHashSet<>();
        for (String text : texts) {
            String domain = ascii(text);
            if (domain.isEmpty()) {
                LOG.warn("'{}' is no domain and left out; correct domains of org.myrmex.discovery.dns", text);
            } else {
                domains.add(domain);
            }
        }
        if (domains.size() > MAX_DOMAINS) {
            LOG.warn(
                    "{} domains are configured and only the first {} are asked; shorten domains of"
                            + " org.myrmex.discovery.dns",
                    domains.size(),
                    MAX_DOMAINS);
        }
        return domains.stream().limit(MAX_DOMAINS).toList();
    }

    /** The form that is asked for; empty when it is no domain. */
    static String ascii(String text) {
        String stripped = text.strip();
        String bare = stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
        try {
            String domain = IDN.toASCII(bare).toLowerCase(Locale.ROOT);
            return domain.length() <= MAX_LENGTH && LABELS.matcher(domain).matches() ? domain : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
