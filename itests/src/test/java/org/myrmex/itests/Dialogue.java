package org.myrmex.itests;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A conversation with an HTTP server on one connection, in the words of some client: its requests, its headers. */
final class Dialogue implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final String authority;
    private final Socket socket;
    private final InputStream in;
    private final List<String> always;
    private Optional<Md5Login> digest = Optional.empty();

    /**
     * Connects.
     *
     * @param url of the server; its path says nothing
     * @param always headers of every request, beside {@code Host}
     */
    Dialogue(String url, String... always) throws IOException {
        URI base = URI.create(url);
        this.authority = base.getAuthority();
        this.socket = new Socket(base.getHost(), base.getPort());
        this.socket.setSoTimeout(TIMEOUT_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.always = new ArrayList<>(List.of(always));
    }

    /** Host and port. */
    String authority() {
        return authority;
    }

    /** From now on every request comes with this name and password. */
    void login(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        always.add("Authorization: Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** The same by Digest, each request for itself. */
    void login(Md5Login login) {
        digest = Optional.of(login);
    }

    /** A request without a body and without its length. */
    Answer say(String method, String target, String... headers) throws IOException {
        send(method, target, List.of(headers), new byte[0]);
        return answer(method);
    }

    /** A request with a body. */
    Answer sayWith(String body, String method, String target, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Length: " + bytes.length);
        send(method, target, all, bytes);
        return answer(method);
    }

    /** A request whose body comes in chunks, the first one as soon as the server lets it. */
    Answer sayInChunks(byte[] body, int chunk, String method, String target, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Transfer-Encoding: chunked");
        send(method, target, all, new byte[0]);
        OutputStream out = socket.getOutputStream();
        for (int at = 0; at < body.length; at += chunk) {
            int length = Math.min(chunk, body.length - at);
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, at, length);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return answer(method);
    }

    private void send(String method, String target, List<String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + authority + "\r\n");
        always.forEach(header -> head.append(header).append("\r\n"));
        digest.ifPresent(login -> head.append(login.header(method, target)).append("\r\n"));
        headers.forEach(header -> head.append(header).append("\r\n"));
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, whole, first.length, body.length);
        socket.getOutputStream().write(whole);
        socket.getOutputStream().flush();
    }

    private Answer answer(String method) throws IOException {
        String head = head();
        while (head.startsWith("HTTP/1.1 1")) {
            head = head();
        }
        Answer bare = new Answer(head, new byte[0]);
        boolean none = method.equals("HEAD") || bare.status() == 204 || bare.status() == 304;
        if (none) {
            return bare;
        }
        if (bare.header("Transfer-Encoding").isPresent()) {
            return new Answer(head, chunks());
        }
        int length = Integer.parseInt(bare.header("Content-Length")
                .orElseThrow(() -> new AssertionError("nobody can tell where this answer ends: " + bare.head())));
        return new Answer(head, in.readNBytes(length));
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * What came.
     *
     * @param head status line and headers, a line each
     */
    record Answer(String head, byte[] body) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        /** The first of that name. */
        Optional<String> header(String name) {
            return headers(name).stream().findFirst();
        }

        /** All of that name, in order. */
        List<String> headers(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** What the first group of a pattern finds in the body. */
        String found(String pattern) {
            Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text());
            if (!matcher.find()) {
                throw new AssertionError("no " + pattern + " in " + head + text());
            }
            return matcher.group(1);
        }
    }
}
