package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin with one of each kind comes, is replaced and goes, again and again: the peer holds no more than before. */
class LeakIT {
    private static final int CYCLES = Full.or(100, 20);
    /** Until every path of the code was walked: classes that load once and compiled code are no leak. */
    private static final int FIRST_CYCLES = 5;

    private static final int TOLERANCE = 2;
    private static final long TOLERANCE_BYTES = 2_000_000;
    private static final long SETTLING_SECONDS = 30;
    private static final long STEP_SECONDS = 20;

    @TempDir
    Path folder;

    private TestPeer peer;
    private PeerApi api;
    private Path first;
    private Path second;
    private Path dropped;

    @BeforeEach
    void startPeer() throws Exception {
        Path built = Files.createDirectory(folder.resolve("built"));
        first = LeakPlugin.build(built, "1.0.0");
        second = LeakPlugin.build(built, "2.0.0");
        peer = TestPeer.start("127.0.8.1", folder);
        api = new PeerApi(peer);
        LeakPlugin.buildCensus(peer.home().resolve("plugins"));
        dropped = peer.home().resolve("plugins/leak.jar");
        await("census", "bundles");
    }

    @AfterEach
    void stopPeer() {
        if (peer != null) {
            peer.close();
        }
    }

    @Test
    void nothingIsLeftOfPluginsThatCameAndWent() throws Exception {
        Holding start = Holding.of(peer, api);
        cycles(FIRST_CYCLES);
        Holding warm = settled(start, Long.MAX_VALUE);
        long heap = Math.max(start.heapBytes(), warm.heapBytes());
        long began = System.nanoTime();
        cycles(CYCLES);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        Holding end = settled(start, heap);
        System.out.println("a plugin installed, updated, removed " + CYCLES + " times in " + millis + " ms");
        System.out.println("  at the start    " + start);
        System.out.println("  after the first " + warm);
        System.out.println("  at the end      " + end);
        assertTrue(isBack(start, end), () -> "at the start " + start + "\nat the end   " + end);
        assertTrue(isHeapBack(heap, end), () -> "heap before " + heap + ", at the end " + end.heapBytes());
    }

    private void cycles(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            drop(first);
            use("1.0.0");
            drop(second);
            use("2.0.0");
            Files.delete(dropped);
            awaitPage(404, "");
        }
    }

    private void drop(Path jar) throws IOException {
        Path partial = dropped.resolveSibling("leak.jar.part");
        Files.copy(jar, partial);
        Files.move(partial, dropped, StandardCopyOption.ATOMIC_MOVE);
    }

    private void use(String version) throws Exception {
        awaitPage(200, version);
        await("leak", version);
        assertEquals(version + " by rule", api.get("/leak-by-rule").body());
        assertEquals(200, api.get("/dav/leak/").statusCode());
    }

    private void awaitPage(int status, String body) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STEP_SECONDS);
        var answer = api.get("/leak");
        while (answer.statusCode() != status || !answer.body().contains(body)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "wanted " + status + " " + body + ", got " + answer.statusCode() + " " + answer.body() + "\n"
                                + api.command("plugin", "list") + api.command("why", "org.example.leak"));
            }
            TimeUnit.MILLISECONDS.sleep(10);
            answer = api.get("/leak");
        }
    }

    private void await(String command, String word) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STEP_SECONDS);
        String said = api.command(command);
        while (!said.contains(word)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(command + " says " + said);
            }
            TimeUnit.MILLISECONDS.sleep(10);
            said = api.command(command);
        }
    }

    /** Threads that rest end after a while, and the removal of a bundle after its last answer. */
    private Holding settled(Holding start, long heapBytes) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLING_SECONDS);
        Holding now = Holding.of(peer, api);
        while (!(isBack(start, now) && isHeapBack(heapBytes, now)) && System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
            now = Holding.of(peer, api);
        }
        return now;
    }

    private static boolean isBack(Holding start, Holding now) {
        return now.threads() - start.threads() <= TOLERANCE
                && now.classLoaders() - start.classLoaders() <= TOLERANCE
                && now.services() == start.services()
                && now.bundles() == start.bundles()
                && now.files() - start.files() <= TOLERANCE;
    }

    private static boolean isHeapBack(long heapBytes, Holding now) {
        return now.heapBytes() - TOLERANCE_BYTES <= heapBytes;
    }
}
