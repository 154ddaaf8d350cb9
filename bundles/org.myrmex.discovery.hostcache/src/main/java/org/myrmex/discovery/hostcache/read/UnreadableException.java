package org.myrmex.discovery.hostcache.read;

import java.io.IOException;

/** A list that cannot be had; the message is shown. */
final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
