package org.myrmex.sharing.wire;

/** Bytes that are not of this protocol; the message says what is wrong and holds none of them. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }
}
