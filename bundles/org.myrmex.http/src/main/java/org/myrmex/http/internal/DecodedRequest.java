package org.myrmex.http.internal;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/**
 * A request whose path is read as the guard reads it. By the server's own reading {@code /a%2Fb} would be a path of two names,
 * and {@code /health;x} would be {@code /health}: another servlet than the one that was asked for. Its body must not trickle.
 */
final class DecodedRequest extends HttpServletRequestWrapper {
    private final String path;
    private SteadyBody body;

    DecodedRequest(HttpServletRequest request, String path) {
        super(request);
        this.path = path;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new SteadyBody(super.getInputStream(), System::nanoTime);
        }
        return body;
    }

    @Override
    public String getServletPath() {
        return "";
    }

    @Override
    public String getPathInfo() {
        return path;
    }
}
