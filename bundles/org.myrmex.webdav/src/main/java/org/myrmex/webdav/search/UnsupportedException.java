package org.myrmex.webdav.search;

import java.util.Optional;

/** A well-formed question of a sort that is not offered (RFC 5323, 2.4: 422); the message is one line for the client. */
public final class UnsupportedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> condition;

    UnsupportedException(Optional<String> condition, String message) {
        super(message);
        this.condition = condition;
    }

    /** Element of {@code DAV:} that names what did not hold, where there is one. */
    public Optional<String> condition() {
        return condition;
    }
}
