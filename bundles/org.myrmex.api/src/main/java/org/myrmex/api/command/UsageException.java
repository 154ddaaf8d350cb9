package org.myrmex.api.command;

/** Wrong usage: the message is one line, cause then remedy; the exit code becomes 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
