package org.myrmex.webdav.methods;

import java.io.IOException;

/** The rest of an answer that has begun cannot be had: it must not look complete. */
final class CutException extends IOException {
    private static final long serialVersionUID = 1L;

    CutException(String message) {
        super(message);
    }
}
