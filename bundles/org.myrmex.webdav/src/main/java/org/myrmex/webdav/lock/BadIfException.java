package org.myrmex.webdav.lock;

/** A header {@code If} that means nothing; the message is one line for the client and repeats nothing of the header. */
public final class BadIfException extends Exception {
    private static final long serialVersionUID = 1L;

    BadIfException(String message) {
        super(message);
    }
}
