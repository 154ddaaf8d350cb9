package org.myrmex.discovery.dns.internal;

import java.io.IOException;

/** A registration that was not taken; the message is the cause, then what to do. */
final class RefusedException extends IOException {
    RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
