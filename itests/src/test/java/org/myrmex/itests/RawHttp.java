package org.myrmex.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.net.SocketFactory;

/** Says to an HTTP server exactly these bytes, which no client library would. */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final URI base;
    private final SocketFactory sockets;

    /** @param base as in {@code run/http} */
    RawHttp(String base) {
        this(base, SocketFactory.getDefault());
    }

    /** @param sockets that speak TLS where the base says https */
    RawHttp(String base, SocketFactory sockets) {
        this.base = URI.create(base.strip());
        this.sockets = sockets;
    }

    /** Host and port. */
    String authority() {
        return base.getAuthority();
    }

    /** A request with the right host, no body and whatever headers. */
    Answer ask(String method, String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + authority() + "\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return send(request + "Connection: close\r\n\r\n");
    }

    /** Sends that, each character a byte, and reads until the server closes or says nothing more. */
    Answer send(String request) throws IOException {
        try (Socket socket = sockets.createSocket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            try {
                in.transferTo(all);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("the server did not close: " + all.toString(StandardCharsets.UTF_8), e);
            }
            return new Answer(all.toString(StandardCharsets.UTF_8));
        }
    }

    /** Everything that came. */
    record Answer(String text) {
        int status() {
            return Integer.parseInt(text.substring(9, 12));
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        /** All of that name, in order. */
        List<String> headers(String name) {
            return text.substring(0, text.indexOf("\r\n\r\n"))
                    .lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }
    }
}
