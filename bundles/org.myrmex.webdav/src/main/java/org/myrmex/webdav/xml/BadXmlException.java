package org.myrmex.webdav.xml;

/** A body that cannot be taken; the message is one line for the client and repeats nothing of the body. */
public final class BadXmlException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadXmlException(String message) {
        super(message);
    }
}
