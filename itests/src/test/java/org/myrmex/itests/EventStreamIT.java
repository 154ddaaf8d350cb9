package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.RawHttp.Answer;

/** What clients of a real peer hear of its events, and what monitors read. Writing to a plugin's servlet makes the events. */
class EventStreamIT {
    private static final int MAX_CLIENTS = 32;

    @TempDir
    static Path folder;

    private static TestPeer peer;
    private static RawHttp http;
    private static String bearer;

    @BeforeAll
    static void start() throws Exception {
        peer = TestPeer.start(
                "127.0.0.1", folder, "--plugin", DoorPlugin.build(folder).toString());
        http = new RawHttp(Files.readString(peer.home().resolve("run/http")));
        bearer = "Authorization: Bearer "
                + Files.readString(peer.home().resolve("run/token")).strip();
        for (int i = 0; http.ask("GET", "/names/", bearer).status() != 200; i++) {
            assertTrue(i < 100, "the plugin answers");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @AfterAll
    static void stop() {
        if (peer != null) {
            peer.close();
        }
    }

    @Test
    void whatClientsWriteIsHeardInOrder() throws Exception {
        try (Listener puts = new Listener("?topics=request/PUT", 0);
                Listener all = new Listener("?topics=request/*", 0)) {
            puts.awaitHello();
            all.awaitHello();
            http.ask("PUT", "/names/a%20b", bearer, "Content-Length: 0");
            http.ask("DELETE", "/names/a%20b", bearer);
            http.ask("PUT", "/names/%2e%2e", bearer, "Content-Length: 0");
            http.ask("PUT", "/nowhere", bearer, "Content-Length: 0");
            http.ask("MOVE", "/names/c", bearer, "Destination: http://" + http.authority() + "/names/d");
            assertEquals(List.of("/names/a b", "/names/d"), puts.paths(2));
            List<String> events = all.events(4);
            assertTrue(events.get(0).contains("event: org/myrmex/request/PUT\n"), events::toString);
            assertTrue(events.get(1).contains("event: org/myrmex/request/DELETE\n"), events::toString);
            assertTrue(events.get(0).contains("\"status\":200"), events::toString);
            assertTrue(events.get(3).contains("\"path\":\"/names/c\""), events::toString);
        }
    }

    @Test
    void aListenerThatDoesNotReadLosesEventsIsToldAndHoldsUpNobody() throws Exception {
        // Long names, so that the buffers of both systems fill soon.
        String name = "%E8%9F%BB".repeat(500);
        int puts = 6_000;
        try (Listener slow = new Listener("?topics=request/PUT", 4_096);
                Listener quick = new Listener("?topics=request/PUT", 0)) {
            slow.awaitHello();
            quick.awaitHello();
            Thread writing = new Thread(() -> put(name, puts));
            writing.start();
            List<String> heard = quick.paths(puts);
            writing.join();
            assertEquals(puts, heard.size());
            int seen = 0;
            long lost = 0;
            while (seen + lost < puts) {
                String event = slow.events(1).get(0);
                if (event.startsWith("event: lost")) {
                    lost += Json.number(event, "count");
                } else {
                    seen++;
                }
            }
            System.out.println("a listener that slept heard " + seen + " and was told of " + lost + " more");
            assertTrue(lost > 0 && seen >= 1_000, seen + " seen, " + lost + " lost");
            assertEquals(puts, seen + lost);
            put("after", 1);
            assertEquals(List.of("/names/after"), slow.paths(1), "and it goes on");
        }
    }

    /** All over one connection, as a client that writes much would. */
    private static void put(String name, int times) {
        URI base = URI.create("http://" + http.authority());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            byte[] request = ("PUT /names/" + name + " HTTP/1.1\r\nHost: " + http.authority() + "\r\n" + bearer
                            + "\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (int i = 0; i < times; i++) {
                socket.getOutputStream().write(request);
                String status = answers.readLine();
                int length = 0;
                for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring(16));
                    }
                }
                if (!status.contains(" 200 ") || answers.skip(length) != length) {
                    throw new AssertionError(status);
                }
            }
        } catch (IOException e) {
            throw new AssertionError("the writer failed", e);
        }
    }

    @Test
    void thereIsRoomForSoManyAndForOthersWhenTheyGo() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        try {
            awaitNobody();
            for (int i = 0; i < MAX_CLIENTS; i++) {
                Listener listener = new Listener("", 0);
                listeners.add(listener);
                listener.awaitHello();
            }
            Answer full = http.ask("GET", "/api/v1/events", bearer);
            assertEquals(503, full.status());
            assertEquals(List.of("1"), full.headers("Retry-After"));
        } finally {
            for (Listener listener : listeners) {
                listener.close();
            }
        }
        awaitNobody();
        try (Listener next = new Listener("", 0)) {
            next.awaitHello();
        }
    }

    /** That a listener has gone is noticed when something is said to it. */
    private static void awaitNobody() throws Exception {
        for (int i = 0; !metric("myrmex_event_listeners{bundle=\"org.myrmex.http\"} 0"); i++) {
            assertTrue(i < 100, "all have gone");
            put("x", 1);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void whoAsksWronglyOrWithoutAKeyHearsNothing() throws Exception {
        assertEquals(400, http.ask("GET", "/api/v1/events?topics=a*", bearer).status());
        assertEquals(405, http.ask("HEAD", "/api/v1/events", bearer).status());
        assertEquals(401, http.ask("GET", "/api/v1/events").status());
    }

    @Test
    void monitorsReadWhatBundlesCount() throws Exception {
        Answer answer = http.ask("GET", "/metrics", bearer);
        assertEquals(200, answer.status());
        assertEquals(
                List.of("text/plain;version=0.0.4;charset=utf-8"),
                answer.headers("Content-Type").stream()
                        .map(type -> type.replace(" ", ""))
                        .toList());
        for (String line : List.of(
                "# TYPE myrmex_requests_total counter",
                "# HELP myrmex_requests_total Requests that arrived.",
                "# TYPE jvm_memory_used_bytes gauge")) {
            assertEquals(1, answer.body().lines().filter(line::equals).count(), answer.body());
        }
        assertTrue(metric("myrmex_requests_total{bundle=\"org.myrmex.http\"} "), answer.body());
        assertTrue(metric("myrmex_ruled_requests_total{bundle=\"org.myrmex.requests\"} "), answer.body());
        for (String line : answer.body().lines().toList()) {
            assertTrue(line.matches("#.*|[a-z_]+(\\{[a-z]+=\"[^\"]*\"})? [-+0-9.eE]+|.*NaN"), line);
        }
    }

    @Test
    void theIndexNamesWhatIsThere() throws Exception {
        for (String target : List.of("/api/v1/", "/api/v1", "/api")) {
            String body = http.ask("GET", target, bearer).body();
            assertTrue(body.contains("\"/api/v1/commands\"") && body.contains("\"/api/v1/events\""), body);
        }
        assertEquals(404, http.ask("GET", "/api/v1/nothing", bearer).status());
    }

    private static boolean metric(String start) throws IOException {
        return http.ask("GET", "/metrics", bearer).body().lines().anyMatch(line -> line.startsWith(start));
    }

    /** A client that listens to events, in HTTP/1.0 so that no chunks stand between them. */
    private static final class Listener implements AutoCloseable {
        private final Socket socket = new Socket();
        private final InputStream in;
        private final StringBuilder rest = new StringBuilder();

        /** @param bufferBytes of the system for what was not read yet; 0 for as many as it likes */
        Listener(String query, int bufferBytes) throws IOException {
            URI base = URI.create("http://" + http.authority());
            if (bufferBytes > 0) {
                socket.setReceiveBufferSize(bufferBytes);
            }
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /api/v1/events" + query + " HTTP/1.0\r\nHost: " + http.authority() + "\r\n" + bearer
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            in = socket.getInputStream();
        }

        void awaitHello() throws IOException {
            String hello = events(1).get(0);
            assertTrue(hello.contains("retry: "), hello);
        }

        List<String> paths(int count) throws IOException {
            return events(count).stream().map(event -> Json.text(event, "path")).toList();
        }

        /** So many more events, without heartbeats. */
        List<String> events(int count) throws IOException {
            List<String> events = new ArrayList<>();
            byte[] buffer = new byte[1 << 16];
            while (events.size() < count) {
                int end = rest.indexOf("\n\n");
                if (end < 0) {
                    int length = in.read(buffer);
                    assertTrue(length > 0, "the stream has ended: " + rest);
                    // Each byte a character for now: a letter may be cut in two here.
                    rest.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
                    continue;
                }
                String event = rest.substring(0, end + 2);
                rest.delete(0, end + 2);
                if (!event.equals(":\n\n")) {
                    events.add(new String(event.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
                }
            }
            return events;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
