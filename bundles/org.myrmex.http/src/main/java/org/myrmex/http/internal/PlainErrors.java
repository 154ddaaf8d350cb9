package org.myrmex.http.internal;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Errors as one line of text: the server's own pages would name its version and show its stack. */
final class PlainErrors extends HttpServletResponseWrapper {
    PlainErrors(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, "");
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        // The message is dropped: it may hold an exception's words, or the request's own.
        send((HttpServletResponse) getResponse(), status, words(status));
    }

    static void send(HttpServletResponse response, int status, String line) throws IOException {
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        byte[] body = (line + "\n").getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IllegalStateException e) {
            // The servlet has begun to write by the writer, and then there is no other way. Our lines are ASCII.
            response.getWriter().write(line + "\n");
        }
        response.flushBuffer();
    }

    private static String words(int status) {
        return switch (status) {
            case HttpServletResponse.SC_NOT_FOUND -> "there is nothing here; begin at /";
            case HttpServletResponse.SC_BAD_REQUEST -> "the request is not understood";
            case HttpServletResponse.SC_FORBIDDEN -> "that is not allowed here";
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED, HttpServletResponse.SC_NOT_IMPLEMENTED ->
                "that method is not offered here";
            case HttpServletResponse.SC_SERVICE_UNAVAILABLE -> "the peer is not ready; try again";
            default -> "this failed with status " + status;
        };
    }
}
