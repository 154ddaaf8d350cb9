package org.myrmex.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Asks an HTTP server from an address of its own, as one client among others. */
final class Asker {
    private static final int THREADS = 12;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final String from;
    private final String host;
    private final int port;

    Asker(String from, String host, int port) {
        this.from = from;
        this.host = host;
        this.port = port;
    }

    RawHttp.Answer ask(String method, String target, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName(host), port, InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = method + " " + target + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n"
                    + String.join(
                            "",
                            Arrays.stream(headers).map(line -> line + "\r\n").toList()) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new RawHttp.Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    /**
     * One request each millisecond.
     *
     * @return how often each status came; 0 stands for a connection that broke
     */
    Map<Integer, Integer> flood(int requests) throws InterruptedException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            threads.execute(() -> {
                for (int number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
                    long due = start + TimeUnit.MILLISECONDS.toNanos(number);
                    LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                    int status = status().orElse(0);
                    synchronized (statuses) {
                        statuses.merge(status, 1, Integer::sum);
                    }
                }
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            threads.shutdownNow();
            throw new AssertionError("the flood does not end");
        }
        return statuses;
    }

    private Optional<Integer> status() {
        try {
            RawHttp.Answer answer = ask("GET", "/peers");
            return answer.text().startsWith("HTTP/1.1 ") ? Optional.of(answer.status()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
