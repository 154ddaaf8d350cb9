package org.myrmex.webdav.methods;

import java.util.List;
import java.util.Optional;

/** What the facade itself refuses; the message is one line for the client. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<String> condition;
    private final transient List<String> hrefs;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
        this.condition = Optional.empty();
        this.hrefs = List.of();
    }

    /** @param condition element of RFC 4918, 16 that names what did not hold */
    RefusedException(int status, String condition, String message) {
        this(status, condition, List.of(), message);
    }

    /** @param hrefs what it did not hold for */
    RefusedException(int status, String condition, List<String> hrefs, String message) {
        super(message);
        this.status = status;
        this.condition = Optional.of(condition);
        this.hrefs = hrefs;
    }

    int status() {
        return status;
    }

    Optional<String> condition() {
        return condition;
    }

    List<String> hrefs() {
        return hrefs;
    }
}
