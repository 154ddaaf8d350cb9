package org.myrmex.discovery.hostcache.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.discovery.HostCatcher;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcache.fakes.ManualClock;
import org.myrmex.discovery.hostcache.fakes.Records;
import org.myrmex.discovery.hostcache.list.PeerList;
import org.myrmex.testkit.plugin.PlainMetrics;
import org.myrmex.testkit.plugin.ThreadTasks;

/** A real door, asked by hand. */
class DoorTest {
    private final ManualClock clock = new ManualClock();
    private final PlainMetrics metrics = new PlainMetrics();
    private final ThreadTasks tasks = new ThreadTasks();
    private final AtomicReference<HostCatcher> catcher =
            new AtomicReference<>((realm, most) -> Records.first(Math.min(3, most)));
    private Door door;

    @BeforeEach
    void open() throws IOException {
        Clerk clerk = new Clerk(() -> Optional.ofNullable(catcher.get()), Realm.LOOPBACK, clock, metrics);
        door = new Door(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), clerk, tasks, clock);
    }

    @AfterEach
    void close() {
        door.close();
        tasks.close();
    }

    @Test
    void theListIsServed() throws IOException {
        Reply reply = ask("GET /peers HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals("HTTP/1.1 200 OK", reply.head.get(0));
        assertEquals(
                Set.of(
                        "Content-Type: application/vnd.myrmex.peers",
                        "Cache-Control: max-age=10",
                        "Connection: close",
                        "Content-Length: " + reply.body.length),
                new TreeSet<>(reply.head.subList(1, reply.head.size())));
        assertEquals(Records.first(3), PeerList.decode(reply.body).orElseThrow().records());
        assertEquals(1, metrics.get("served_total"));
    }

    @Test
    void headIsAnsweredWithoutTheList() throws IOException {
        Reply reply = ask("HEAD /peers HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals("HTTP/1.1 200 OK", reply.head.get(0));
        assertTrue(reply.head.contains("Content-Length: " + PeerList.encode(Records.first(3)).length), "" + reply.head);
        assertEquals(0, reply.body.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "GET /health HTTP/1.1",
                "GET /api/v1/commands HTTP/1.1",
                "GET /dav/ HTTP/1.1",
                "GET /peers/ HTTP/1.1",
                "GET /peers?x HTTP/1.1",
                "GET /Peers HTTP/1.1",
                "GET /%70eers HTTP/1.1",
                "GET /x/../peers HTTP/1.1",
                "GET /favicon.ico HTTP/1.1",
                "POST /peers HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "TRACE /peers HTTP/1.1",
                "PROPFIND /peers HTTP/1.1"
            })
    void thereIsNothingElse(String line) throws IOException {
        Reply reply = ask(line + "\r\nHost: x\r\n\r\n");
        assertEquals("HTTP/1.1 404 Not Found", reply.head.get(0));
        assertEquals(
                Set.of("Connection: close", "Content-Length: 0"),
                new TreeSet<>(reply.head.subList(1, reply.head.size())));
        assertEquals(0, reply.body.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /peers HTTP/1.1\r\n\r\n",
                "GET /peers HTTP/1.1\r\nHost: x\r\nno field\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /peers HTTP/3.0\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n"
            })
    void whatIsNoRequestIsRefusedWithoutAWord(String text) throws IOException {
        Reply reply = ask(text);
        assertTrue(reply.head.get(0).matches("HTTP/1.1 (400|505) .*"), "" + reply.head);
        assertEquals(0, reply.body.length, () -> new String(reply.body, StandardCharsets.UTF_8));
        assertFalse(String.join("\n", reply.head).contains("etty"), "" + reply.head);
    }

    @Test
    void aLongHeadIsCutOff() throws IOException {
        Reply reply = ask("GET /peers HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(10_000) + "\r\n\r\n");
        assertTrue(reply.head.get(0).startsWith("HTTP/1.1 431 "), "" + reply.head);
        assertEquals(0, reply.body.length);
    }

    @Test
    void whoAsksTooOftenIsToldToWaitAndOthersAreServed() throws IOException {
        List<String> status = new ArrayList<>();
        Reply last = null;
        for (int i = 0; i < 12; i++) {
            last = ask("GET /peers HTTP/1.1\r\nHost: x\r\n\r\n");
            status.add(last.head.get(0).substring(9, 12));
        }
        assertEquals(List.of("200", "429"), status.stream().distinct().toList());
        assertEquals(10, status.stream().filter("200"::equals).count());
        assertTrue(last.head.contains("Retry-After: 2"), "" + last.head);
        assertEquals(0, last.body.length);
        assertEquals(10, metrics.get("served_total"));
        assertEquals(2, metrics.get("limited_total"));
        assertEquals(
                "HTTP/1.1 200 OK",
                ask("127.0.0.2", "GET /peers HTTP/1.1\r\nHost: x\r\n\r\n").head.get(0));
    }

    @Test
    void whileNobodyCatchesHostsThereIsNoList() throws IOException {
        catcher.set(null);
        Reply reply = ask("GET /peers HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals("HTTP/1.1 503 Service Unavailable", reply.head.get(0));
        assertTrue(reply.head.contains("Retry-After: 10"), "" + reply.head);
        assertEquals(0, reply.body.length);
        catcher.set((realm, most) -> Records.first(1));
        assertEquals(
                "HTTP/1.1 200 OK",
                ask("GET /peers HTTP/1.1\r\nHost: x\r\n\r\n").head.get(0));
    }

    @Test
    void ofABrokenCatcherNothingIsTold() throws IOException {
        catcher.set((realm, most) -> {
            throw new IllegalStateException("it stopped");
        });
        Reply reply = ask("GET /peers HTTP/1.1\r\nHost: x\r\n\r\n");
        assertTrue(reply.head.get(0).startsWith("HTTP/1.1 500 "), "" + reply.head);
        assertEquals(0, reply.body.length);
    }

    @Test
    void aSlowRequestIsCutHoweverManyBytesItSends() throws Exception {
        try (Socket socket = connect("127.0.0.1")) {
            socket.getOutputStream().write("GET /peers HT".getBytes(StandardCharsets.US_ASCII));
            ask("127.0.0.2", "GET /peers HTTP/1.1\r\nHost: x\r\n\r\n"); // they come in one after the other, mostly
            clock.passSeconds(4);
            assertFalse(isCut(socket));
            // five seconds of its own: a machine that is busy may let it in only now
            boolean cut = false;
            for (int i = 0; i < 5 && !cut; i++) {
                clock.passSeconds(1);
                cut = isCut(socket);
            }
            assertTrue(cut);
        }
    }

    /** Within twice the time from one sweep to the next. */
    private static boolean isCut(Socket socket) throws IOException {
        socket.setSoTimeout(2_000);
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException silence) {
            return false;
        }
    }

    @Test
    void whoOpensConnectionsAndSaysNothingKeepsNobodyOut() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                idle.add(connect("127.0.0." + (1 + i % 8)));
            }
            assertEquals(
                    "HTTP/1.1 200 OK",
                    ask("127.0.0.9", "GET /peers HTTP/1.1\r\nHost: x\r\n\r\n")
                            .head
                            .get(0));
            idle.get(0).setSoTimeout(10_000);
            assertEquals(-1, idle.get(0).getInputStream().read(), "the oldest made room");
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void allThreadsAreThoseOfThePlatformAndNothingListensAfterwards() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int i = 0; i < 20; i++) {
            ask("127.0.0.3", "GET /peers HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        List<String> own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .distinct()
                .toList();
        assertTrue(own.isEmpty() || own.equals(List.of(ThreadTasks.NAME)), "" + own);
        int port = door.port();
        door.close();
        assertThrows(IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    @Test
    void twoCannotListenAtOnePlace() {
        Clerk clerk = new Clerk(Optional::empty, Realm.LOOPBACK, clock, metrics);
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port());
        assertThrows(IOException.class, () -> new Door(taken, clerk, tasks, clock));
    }

    @Test
    void theListIsTheSameForAllForTenSeconds() throws IOException {
        byte[] first = ask("GET /peers HTTP/1.1\r\nHost: x\r\n\r\n").body;
        catcher.set((realm, most) -> Records.first(2));
        clock.passSeconds(9);
        assertArrayEquals(first, ask("127.0.0.2", "GET /peers HTTP/1.1\r\nHost: x\r\n\r\n").body);
        clock.passSeconds(1);
        byte[] next = ask("GET /peers HTTP/1.1\r\nHost: x\r\n\r\n").body;
        assertEquals(Records.first(2), PeerList.decode(next).orElseThrow().records());
    }

    /** An answer, to its end. */
    private record Reply(List<String> head, byte[] body) {}

    private Reply ask(String request) throws IOException {
        return ask("127.0.0.1", request);
    }

    private Reply ask(String from, String request) throws IOException {
        try (Socket socket = connect(from)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] all = socket.getInputStream().readAllBytes();
            String text = new String(all, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            assertTrue(end > 0, () -> "no answer to " + request + ": " + text);
            List<String> head = Arrays.asList(text.substring(0, end).split("\r\n"));
            return new Reply(head, Arrays.copyOfRange(all, end + 4, all.length));
        }
    }

    private Socket connect(String from) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), door.port(), InetAddress.getByName(from), 0);
    }
}
