package org.myrmex.webdav.methods;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Ends an answer so that its reader notices that it is not whole. */
final class Cut {
    private Cut() {}

    /**
     * With a length announced, the server closes the connection by itself when less was written. Without one the last chunk would
     * make it look whole.
     */
    static void off(HttpServletResponse response) throws IOException {
        if (response.getHeader("Content-Length") == null) {
            throw new CutException("cut off");
        }
    }
}
