package org.myrmex.webdav.methods;

import java.util.Optional;

/** The header {@code Lock-Token} (RFC 4918, 10.5). */
final class LockToken {
    private LockToken() {}

    /**
     * Its token. Angle brackets belong around it; the npm package {@code webdav} sends it without, and no token has any inside.
     *
     * @return empty when there is none, or half of the brackets
     */
    static Optional<String> of(Exchange exchange) throws RefusedException {
        return exchange.single("Lock-Token")
                .map(String::strip)
                .map(header -> header.startsWith("<") && header.endsWith(">")
                        ? header.substring(1, header.length() - 1)
                        : header)
                .filter(token -> !token.isEmpty() && !token.contains("<") && !token.contains(">"));
    }
}
