package org.myrmex.webdav.methods;

import java.io.IOException;

/** Nobody takes the answer any more. */
final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    ClientGoneException(IOException cause) {
        super(cause);
    }
}
