package org.myrmex.webdav.fakes;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sends exactly what it is told to, a connection for each request. */
public final class Client {
    private static final int LIMIT_MILLIS = 20_000;

    private final int port;

    public Client(int port) {
        this.port = port;
    }

    /**
     * A request with a body of the length that is said.
     *
     * @param headers lines without their ends
     */
    public Answer send(String method, String target, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Length: " + bytes.length;
        return whole(head(method, target, all), bytes);
    }

    /** A request without a body. */
    public Answer send(String method, String target) throws IOException {
        return whole(head(method, target), new byte[0]);
    }

    /** The head of a request. */
    public String head(String method, String target, String... headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    /** As clients do it, who keep their half of the connection open until they have the answer. */
    private Answer whole(String head, byte[] body) throws IOException {
        try (Socket socket = open(head, body)) {
            return Answer.of(socket.getInputStream().readAllBytes());
        }
    }

    /** These bytes, then nothing more; reads to the end. */
    public Answer exact(String head, byte[] body) throws IOException {
        try (Socket socket = open(head, body)) {
            socket.shutdownOutput();
            return Answer.of(socket.getInputStream().readAllBytes());
        }
    }

    public Socket open(String head, byte[] body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LIMIT_MILLIS);
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.UTF_8));
        out.write(body);
        out.flush();
        return socket;
    }
}
