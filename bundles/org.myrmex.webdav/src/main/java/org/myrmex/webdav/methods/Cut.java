package org.myrmex.webdav.methods;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends an answer so that its reader notices that it is not whole. Never by an exception: the server's dispatcher would write the
 * path into the log, which may hold search words, and end the answer as if it were whole.
 */
final class Cut {
    private final AtomicBoolean off = new AtomicBoolean();

    /**
     * To be called before the answer begins. With a length announced, the server closes the connection by itself when less was
     * written. Without one it asks for trailers behind the last byte; having none to give keeps it from writing the end.
     */
    void guard(HttpServletResponse response) {
        response.setTrailerFields(() -> {
            if (off.get()) {
                throw new IllegalStateException("the answer is cut off");
            }
            return Map.of();
        });
    }

    void off() {
        off.set(true);
    }
}
