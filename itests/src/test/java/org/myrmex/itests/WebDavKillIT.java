package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.kill.Writer;

/** A peer that is killed while files, properties and locks change has afterwards what was before a change or what is after it. */
class WebDavKillIT {
    private static final int ROUNDS = Integer.getInteger("myrmex.rounds", Full.or(100, 4));
    private static final int WRITERS = 3;
    private static final long SEED = Long.getLong("myrmex.seed", 7);
    private static final int MAX_MILLIS = 700;
    private static final int SWEEP_SECONDS = 30;

    @TempDir
    Path folder;

    @Test
    void everythingIsOldOrNewAndNothingIsHalf() throws Exception {
        Path share = Files.createDirectory(folder.resolve("share"));
        Random random = new Random(SEED);
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new Writer(share, "/dav/shares/share", "w" + i, random.nextLong()));
        }
        int answered = 0;
        try (TestPeer peer = TestPeer.start("127.0.1.9", folder, "--share", share.toString())) {
            for (int round = 1; round <= ROUNDS; round++) {
                tell(peer, writers);
                answered += killUnder(peer, writers, random);
                peer.start();
                tell(peer, writers);
                String which = "seed " + SEED + ", round " + round + ": ";
                for (Writer writer : writers) {
                    assertEquals(Optional.empty(), writer.judge(), which);
                }
                assertEquals(List.of(), leftOver(writers.get(0)), which);
                assertFalse(
                        Files.exists(peer.home().resolve("data/org.myrmex.webdav/kept.mv.broken")),
                        which + "the store was broken");
            }
        }
        System.out.println(ROUNDS + " kills, " + answered + " changes answered before them");
        assertTrue(answered > ROUNDS, "the peer was killed while it worked: " + answered);
    }

    private static void tell(TestPeer peer, List<Writer> writers) throws Exception {
        String base = Files.readString(peer.home().resolve("run/http")).strip().replaceFirst("/$", "");
        String mount = peer.ask("mount", "--json");
        String account = Json.text(mount, "user") + ":" + Json.text(mount, "password");
        String authorization = "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        writers.forEach(writer -> writer.at(base, authorization));
    }

    private static int killUnder(TestPeer peer, List<Writer> writers, Random random) throws InterruptedException {
        List<Thread> threads = writers.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        TimeUnit.MILLISECONDS.sleep(20 + random.nextInt(MAX_MILLIS));
        peer.kill();
        for (Thread thread : threads) {
            thread.join();
        }
        return writers.stream().mapToInt(Writer::answered).sum();
    }

    /** What is being removed at the start is gone soon. */
    private static List<String> leftOver(Writer writer) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SWEEP_SECONDS);
        while (!writer.leftOver().isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return writer.leftOver();
    }
}
