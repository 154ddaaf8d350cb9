package org.myrmex.webdav.path;

/** An address that means nothing here; the message is one line for the client and repeats nothing of the address. */
public final class BadPathException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    BadPathException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** 400, or 502 for a place on another server. */
    public int status() {
        return status;
    }
}
