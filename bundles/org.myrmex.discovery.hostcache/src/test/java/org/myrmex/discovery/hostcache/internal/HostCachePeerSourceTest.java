package org.myrmex.discovery.hostcache.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.discovery.hostcache.fakes.ListServer;
import org.myrmex.discovery.hostcache.fakes.ManualClock;
import org.myrmex.discovery.hostcache.fakes.RawServer;
import org.myrmex.discovery.hostcache.fakes.Records;
import org.myrmex.discovery.hostcache.list.PeerList;
import org.myrmex.testkit.discovery.PeerSourceContract;
import org.myrmex.testkit.discovery.RecordingSink;
import org.myrmex.testkit.plugin.ThreadTasks;

class HostCachePeerSourceTest extends PeerSourceContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ManualClock clock = new ManualClock();
    private final ThreadTasks tasks = new ThreadTasks();
    private final List<AutoCloseable> servers = new ArrayList<>();

    /** In two lists that overlap. */
    @Override
    protected PeerSource sourceThatFinds(List<PeerAddress> addresses) {
        List<PeerRecord> records = IntStream.rangeClosed(1, 9)
                .mapToObj(Records::of)
                .filter(record -> addresses.contains(record.address()))
                .toList();
        assertEquals(addresses.size(), records.size());
        return source(
                serve(records.subList(0, (records.size() + 1) / 2)).url(),
                serve(records.subList(records.size() / 2, records.size())).url());
    }

    @Override
    protected PeerAddress peer(int number) {
        return Records.of(number).address();
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable server : servers) {
            server.close();
        }
        tasks.close();
    }

    @Test
    void withoutACacheTheLineSaysWhatToSet() {
        assertTrue(said(source()).contains("set caches of org.myrmex.discovery.hostcache"), said(source()));
    }

    @Test
    void whatIsFoundIsSaid() {
        ListServer eight = serve(Records.first(8));
        ListServer none = serve(List.of());
        RecordingSink sink = search(source(eight.url(), none.url()));
        assertEquals(8, sink.found().size());
        assertEquals(List.of(eight.url() + ": 8 found; " + none.url() + ": 0 found"), sink.reasons());
        assertEquals(List.of("GET /peers"), eight.asked());
    }

    @Test
    void whoeverAsksWhileAListIsBeingReadHasWhatComesOfIt() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        byte[] list = PeerList.encode(List.of(Records.of(2)));
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + list.length + "\r\nConnection: close\r\n\r\n";
        RawServer slow = new RawServer(socket -> {
            awaitQuietly(release);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(list);
        });
        servers.add(slow);
        PeerSource source = source(serve(List.of(Records.of(1))).url(), slow.url());
        RecordingSink one = new RecordingSink(1);
        source.find(new PeerWish(1, PATIENCE), one);
        assertEquals(List.of(peer(1)), one.found());
        tasks.after(Duration.ofMillis(100), release::countDown);
        assertEquals(2, search(source).found().size());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One bit of one record, wherever it is: nothing of the whole list is believed. */
    @Test
    void aListWithABadSignatureIsRefusedWhole() throws IOException {
        byte[] list = PeerList.encode(Records.first(8));
        for (int fromEnd : new int[] {1, 40, 90, 300, 600}) {
            ListServer poisoned = serve(Records.flipped(list, fromEnd));
            RecordingSink sink = search(source(poisoned.url()));
            assertEquals(List.of(), sink.found());
            assertEquals(
                    List.of(poisoned.url() + ": refused, 1 of 8 entries are not signed by their key"), sink.reasons());
        }
    }

    @Test
    void aRecordOfAnotherKeyIsRefused() throws IOException {
        byte[] list = PeerList.encode(Records.first(3));
        byte[] other = Records.of(4).encode();
        System.arraycopy(other, other.length - 96, list, list.length - 96, 32);
        ListServer poisoned = serve(list);
        assertEquals(
                poisoned.url() + ": refused, 1 of 3 entries are not signed by their key", said(source(poisoned.url())));
    }

    @Test
    void whatWasSignedLongAgoOrInTheFutureIsLeftOut() {
        int today = ManualClock.TODAY;
        ListServer server = serve(List.of(
                Records.of(1, "127.0.7.1", today - 8),
                Records.of(2, "127.0.7.2", today - 7),
                Records.of(3, "127.0.7.3", today + 1),
                Records.of(4, "127.0.7.4", today + 2)));
        RecordingSink sink = search(source(server.url()));
        assertEquals(
                List.of("127.0.7.2", "127.0.7.3"),
                sink.found().stream().map(PeerAddress::host).sorted().toList());
        assertEquals(
                List.of(server.url() + ": 2 found, 2 left out that were not signed in the last 7 days"),
                sink.reasons());
    }

    @Test
    void aCacheCannotNameAddressesOfAnotherRealm() {
        ListServer server = serve(List.of(
                Records.of(1),
                Records.of(2, "192.0.2.2", ManualClock.TODAY),
                Records.of(3, "10.0.0.3", ManualClock.TODAY)));
        RecordingSink sink = search(source(server.url()));
        assertEquals(List.of(Records.of(1).address()), sink.found());
        assertEquals(
                List.of(server.url() + ": 1 found, 2 left out that lie in another network than the cache"),
                sink.reasons());
    }

    @Test
    void aRedirectionIsNotFollowed() {
        ListServer target = serve(Records.first(1));
        ListServer server = serve(List.of());
        server.answerWith(302, new byte[0], Map.of("Location", target.url()));
        assertEquals(
                server.url() + ": it sends elsewhere (302), which is not followed; set the address where the list is",
                said(source(server.url())));
        assertEquals(List.of(), target.asked());
    }

    @Test
    void otherAnswersAreSaid() {
        ListServer server = serve(Records.first(1));
        PeerSource source = source(server.url());
        server.answerWith(404, new byte[0], Map.of());
        assertEquals(server.url() + ": it answers with status 404", said(source));
        server.answerWith(503, new byte[0], Map.of());
        assertEquals(server.url() + ": it has no list now (503)", said(source));
        server.answerWith(200, "<html>".getBytes(StandardCharsets.UTF_8), Map.of());
        assertEquals(server.url() + ": refused, that is no list of peers", said(source));
        server.answerWith(200, new byte[65 << 10], Map.of());
        assertEquals(server.url() + ": more than 64 KiB, which no list has", said(source));
        server.answerWith(200, PeerList.encode(Records.first(1)), Map.of("X-Chunked", ""));
        assertEquals(
                server.url() + ": the list is sent in chunks or compressed; it must be sent as a plain file",
                said(source));
    }

    @Test
    void whoWasAskedTooOftenIsLeftAloneAsLongAsItWants() {
        ListServer server = serve(List.of());
        server.answerWith(429, new byte[0], Map.of("Retry-After", "7"));
        PeerSource source = source(server.url());
        assertEquals(server.url() + ": it was asked too often from here", said(source));
        clock.passSeconds(6);
        said(source);
        assertEquals(1, server.asked().size());
        clock.passSeconds(1);
        said(source);
        assertEquals(2, server.asked().size());
    }

    @Test
    void aListIsReadOnceAMinuteUnlessItIsForgotten() {
        ListServer server = serve(Records.first(2));
        PeerSource source = source(server.url());
        assertEquals(2, search(source).found().size());
        clock.passSeconds(59);
        assertEquals(2, search(source).found().size());
        assertEquals(1, server.asked().size());
        clock.passSeconds(1);
        search(source);
        assertEquals(2, server.asked().size());
        source.forget(Optional.empty());
        search(source);
        assertEquals(3, server.asked().size());
    }

    @Test
    void nobodyThereAndNoSuchHostAreSaid() throws Exception {
        ListServer gone = serve(List.of());
        gone.close();
        assertEquals(
                gone.url() + ": nobody listens there; http://peers.invalid/peers: there is no such host",
                said(source(gone.url(), "http://peers.invalid/peers")));
    }

    /** A server that is silent, one that sends a byte now and then, and one that stops in the middle. */
    @Test
    void aSlowCacheDoesNotHoldUpOthers() throws IOException {
        RawServer silent = raw(socket -> socket.getInputStream().readAllBytes());
        RawServer dripping = raw(socket -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            while (!socket.isClosed()) {
                socket.getOutputStream().write('x');
                pause();
            }
        });
        byte[] whole = PeerList.encode(Records.first(2));
        RawServer stopping = raw(socket -> {
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Length: " + whole.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(whole, 0, whole.length - 1);
            socket.close();
        });
        ListServer good = serve(Records.first(3));
        long start = System.nanoTime();
        RecordingSink sink = new RecordingSink(1000);
        source(silent.url(), dripping.url(), stopping.url(), good.url())
                .find(new PeerWish(20, Duration.ofSeconds(5)), sink);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(millis < 30_000, millis + " ms");
        assertEquals(3, sink.found().size());
        String said = sink.reasons().get(0);
        assertEquals(
                List.of(
                        silent.url() + ": no answer in time",
                        dripping.url() + ": no answer in time",
                        stopping.url() + ": the answer is cut off",
                        good.url() + ": 3 found"),
                Arrays.asList(said.split("; ")));
    }

    @Test
    void ofEachCacheAShareIsNamed() {
        ListServer many = serve(Records.first(8));
        ListServer few = serve(List.of(Records.of(20), Records.of(21)));
        RecordingSink sink = new RecordingSink(4);
        source(many.url(), few.url()).find(new PeerWish(4, PATIENCE), sink);
        assertEquals(4, sink.found().size());
        assertEquals(
                2,
                sink.found().stream()
                        .filter(address -> address.host().startsWith("127.0.7.2"))
                        .filter(address -> address.host().length() > "127.0.7.2".length())
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "ftp://127.0.0.1/", "http://127.0.0.1:99999/"})
    void whatIsNoUrlIsLeftOut(String text) {
        ListServer server = serve(Records.first(1));
        assertEquals(server.url() + ": 1 found", said(source(text, server.url(), server.url())));
    }

    @Test
    void afterASearchNoThreadButThePlatformsIsThere() {
        ListServer server = serve(Records.first(1));
        var before = Thread.getAllStackTraces().keySet();
        search(source(server.url()));
        List<String> own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("HTTP-Dispatcher"))
                .distinct()
                .toList();
        assertEquals(List.of(ThreadTasks.NAME), own);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ListServer serve(List<PeerRecord> records) {
        return serve(PeerList.encode(records));
    }

    private ListServer serve(byte[] list) {
        try {
            ListServer server = new ListServer(list);
            servers.add(server);
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private RawServer raw(RawServer.Script script) throws IOException {
        RawServer server = new RawServer(script);
        servers.add(server);
        return server;
    }

    private PeerSource source(String... urls) {
        return new HostCachePeerSource(List.of(urls), tasks, clock, new Random(1));
    }

    private static String said(PeerSource source) {
        return search(source).reasons().get(0);
    }

    private static RecordingSink search(PeerSource source) {
        RecordingSink sink = new RecordingSink(1000);
        source.find(new PeerWish(20, PATIENCE), sink);
        return sink;
    }
}
