package org.myrmex.plugins.folder;

/** The file is whole, but no bundle; the message says what is missing, beginning with "its". */
public final class NotABundleException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotABundleException(String message) {
        super(message);
    }
}
