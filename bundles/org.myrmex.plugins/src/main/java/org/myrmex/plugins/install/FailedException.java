package org.myrmex.plugins.install;

/** What was asked was not done: cause, then what to do, in one line. */
public final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public FailedException(String message) {
        super(message);
    }
}
