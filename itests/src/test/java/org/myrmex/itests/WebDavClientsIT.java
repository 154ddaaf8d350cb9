package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Programs of others at work on a share of a real peer. */
class WebDavClientsIT extends OnAShare {
    private static final int FILES = Full.or(1_000, 250);
    private static final Pattern SUMMARY =
            Pattern.compile("summary for `(\\w+)': of (\\d+) tests run: (\\d+) passed, (\\d+) failed");

    @Test
    void litmusFindsNoFault() throws Exception {
        Tools.need("litmus", "litmus");
        String printed = Program.say(
                folder, Map.of(), List.of("litmus", "-k", drive.url + "/shares/music/", drive.user, drive.password));
        // with -k its exit code says nothing
        List<MatchResult> suites = SUMMARY.matcher(printed).results().toList();
        assertEquals(
                List.of("basic", "copymove", "props", "locks", "http"),
                suites.stream().map(suite -> suite.group(1)).toList(),
                printed);
        for (MatchResult suite : suites) {
            assertEquals(suite.group(2), suite.group(3), printed);
            assertEquals("0", suite.group(4), printed);
        }
        assertTrue(!printed.contains("SKIPPED") && !printed.contains("WARNING"), printed);
        System.out.println(suites.stream()
                .map(suite -> suite.group(1) + " " + suite.group(3) + "/" + suite.group(2))
                .toList());
    }

    @Test
    void rcloneCopiesATreeThereAndBack() throws Exception {
        Path tree = tree();
        Rclone rclone = new Rclone(drive, "music", folder, "other");
        Path back = folder.resolve("back");
        long from = System.nanoTime();
        rclone.put(tree, "tree");
        long there = System.nanoTime();
        assertEquals(NamedTree.read(tree), NamedTree.read(shared.resolve("tree")));
        rclone.get("tree", back);
        System.out.println(FILES + " files by rclone: there "
                + TimeUnit.NANOSECONDS.toMillis(there - from)
                + " ms, back "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - there)
                + " ms");
        assertEquals(NamedTree.read(tree), NamedTree.read(back));
    }

    /** Names with all that people put into names, in some depth. */
    private Path tree() throws IOException {
        Path tree = folder.resolve("tree");
        List<String> folders =
                List.of("plain", "with blank", "ümläut ☃", "a;b,c=d", "100% [x] & (y)", "deep/er/and/deeper");
        for (int i = 0; i < FILES; i++) {
            Path in = Files.createDirectories(tree.resolve(folders.get(i % folders.size())));
            Bytes.random(in.resolve("file #" + i + "+'q'.dat"), i * 7 % 4_096, i + 1);
        }
        return tree;
    }

    @Test
    void whatIsWrittenIsFoundAndWhatIsDeletedIsNot() throws Exception {
        Path file = Bytes.random(folder.resolve("new"), 100_000, 1);
        try (TestPeer other = TestPeer.start("127.0.2.1", folder, "--peer", peer.uri())) {
            peer.awaitLinks(1);
            assertEquals(201, drive.status("/shares/music/zebraquagga.bin", "-T", file.toString()));
            long written = System.nanoTime();
            long found = awaitFound(other, true, written);
            assertTrue(found < 30_000, "found after " + found + " ms");
            assertEquals(204, drive.status("/shares/music/zebraquagga.bin", "-X", "DELETE"));
            long deleted = System.nanoTime();
            long gone = awaitFound(other, false, deleted);
            System.out.println("found after " + found + " ms, gone after " + gone + " ms");
            assertTrue(gone < 60_000, "gone after " + gone + " ms");
        }
    }

    private static long awaitFound(TestPeer by, boolean wanted, long since) throws Exception {
        PeerApi api = new PeerApi(by);
        for (int i = 0; i < 100; i++) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            if (api.command("search", "zebraquagga", "--wait", "1s", "--json").contains("hit\\\"") == wanted) {
                return millis;
            }
        }
        throw new AssertionError("never " + (wanted ? "found" : "gone"));
    }
}
