package org.myrmex.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says bytes to a server for as long as it listens, and hears its answer meanwhile: a server that refuses a long body does so in the
 * middle of it.
 */
final class Talk {
    /** Of an answer; what comes beyond it is only counted. */
    private static final int KEPT_BYTES = 4 << 20;

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: ([0-9]+)");
    private static final int CONNECT_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread listener = new Thread(this::listen, "listener");
    private final long beganNanos = System.nanoTime();
    private long count;
    private volatile long endedNanos;

    private Talk(URI base) throws IOException {
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), CONNECT_MILLIS);
        listener.setDaemon(true);
        listener.start();
    }

    /** What is said, and at what pace. */
    interface Speech {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * What came until the answer was there or the connection was closed.
     *
     * @param status 0 when it was closed without any
     * @param text the beginning of it
     * @param bytes all of it
     * @param millis until the answer was there
     * @param ended whether it was there, or the connection closed, within the limit
     */
    record Heard(int status, String text, long bytes, long millis, boolean ended) {
        String body() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? "" : text.substring(end + 4);
        }
    }

    /** What is done when all is said. */
    enum Then {
        LISTEN,
        /** It says that there will be no more. */
        HANG_UP
    }

    /** Says all of it and listens for the answer, at most for so long. */
    static Heard say(URI base, long limitMillis, Speech speech) throws IOException, InterruptedException {
        return say(base, limitMillis, Then.LISTEN, speech);
    }

    static Heard say(URI base, long limitMillis, Then then, Speech speech) throws IOException, InterruptedException {
        Talk talk = new Talk(base);
        Thread guard = new Thread(() -> talk.endAfter(limitMillis), "limit");
        guard.setDaemon(true);
        guard.start();
        try {
            speech.to(talk.socket.getOutputStream());
            if (then == Then.HANG_UP) {
                talk.socket.shutdownOutput();
            }
        } catch (IOException e) {
            // it does not want to hear more
        }
        talk.listener.join(limitMillis);
        Heard heard = talk.heard();
        guard.interrupt();
        talk.socket.close();
        return heard;
    }

    static Heard say(URI base, long limitMillis, String request) throws IOException, InterruptedException {
        return say(base, limitMillis, out -> out.write(request.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** A writer that the server does not hear is stopped by this alone. */
    private void endAfter(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            socket.close();
        } catch (IOException | InterruptedException e) {
            // it has ended by itself
        }
    }

    private void listen() {
        byte[] piece = new byte[1 << 14];
        try {
            InputStream in = socket.getInputStream();
            for (int n = in.read(piece); n >= 0 && !keep(piece, n); ) {
                n = in.read(piece);
            }
            endedNanos = System.nanoTime();
        } catch (IOException e) {
            if (!socket.isClosed()) {
                endedNanos = System.nanoTime();
            }
        }
    }

    /** Whether that was all: a server may keep the connection for another request. */
    private synchronized boolean keep(byte[] piece, int length) {
        count += length;
        kept.write(piece, 0, Math.min(length, KEPT_BYTES - kept.size()));
        String text = withoutInterim(kept.toString(StandardCharsets.ISO_8859_1));
        int end = text.indexOf("\r\n\r\n");
        Matcher body = LENGTH.matcher(text.substring(0, Math.max(0, end)));
        return end >= 0 && body.find() && text.length() >= end + 4 + Long.parseLong(body.group(1));
    }

    private static String withoutInterim(String text) {
        return text.replaceFirst("(?s)^HTTP/1.1 100 .*?\r\n\r\n", "");
    }

    private synchronized Heard heard() {
        String text = kept.toString(StandardCharsets.UTF_8);
        String rest = withoutInterim(text);
        int status = rest.startsWith("HTTP/1.") && rest.length() > 12 ? Integer.parseInt(rest.substring(9, 12)) : 0;
        long until = endedNanos == 0 ? System.nanoTime() : endedNanos;
        return new Heard(status, rest, count, TimeUnit.NANOSECONDS.toMillis(until - beganNanos), endedNanos != 0);
    }
}
