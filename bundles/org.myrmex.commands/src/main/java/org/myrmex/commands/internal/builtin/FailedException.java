package org.myrmex.commands.internal.builtin;

/** A command could not do what was asked: cause, then what to do, in one line. */
final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
        super(message);
    }
}
