package org.myrmex.webdav.methods;

import java.io.IOException;

/** Nobody takes the answer any more. */
final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    ClientGoneException() {
        super("nobody waits for the answer");
    }

    ClientGoneException(IOException cause) {
        super(cause);
    }
}
