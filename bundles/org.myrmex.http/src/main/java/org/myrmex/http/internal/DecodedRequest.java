package org.myrmex.http.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request whose path is read as the guard reads it. By the server's own reading {@code /a%2Fb} would be a path of two names,
 * and {@code /health;x} would be {@code /health}: another servlet than the one that was asked for.
 */
final class DecodedRequest extends HttpServletRequestWrapper {
    private final String path;

    DecodedRequest(HttpServletRequest request, String path) {
        super(request);
        this.path = path;
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
