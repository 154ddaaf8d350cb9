package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One request over a bare socket: an HTTP client would cost more than the answer that is measured. */
final class Knock {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final String OK = "HTTP/1.1 200 ";

    private Knock() {}

    /** Asks a peer for a path, with the address and the token that it wrote into its home. */
    static boolean answers(Path home, String path) {
        try {
            URI base = URI.create(Files.readString(home.resolve("run/http")).strip());
            String token = Files.readString(home.resolve("run/token")).strip();
            return base.getPort() > 0 && isOk(base, path, token);
        } catch (NoSuchFileException e) {
            return false; // It has not come so far.
        } catch (IOException e) {
            return false; // Nobody listens yet, or the connection was closed.
        }
    }

    private static boolean isOk(URI base, String path, String token) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), TIMEOUT_MILLIS);
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nAuthorization: Bearer "
                    + token + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readNBytes(OK.length()), StandardCharsets.US_ASCII).equals(OK);
        }
    }

    static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
