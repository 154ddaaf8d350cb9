package org.myrmex.webdav.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {
    /** What is told of a tree: {@code +path} for a change, {@code -path} for what is gone. */
    private static List<String> told(Progress progress, Map<String, Long> now) {
        List<String> told = new ArrayList<>();
        for (Map.Entry<String, Long> member : now.entrySet()) {
            Progress.Step step = progress.take(member.getKey(), member.getValue());
            step.removed().forEach(path -> told.add("-" + path));
            if (step.changed()) {
                told.add("+" + member.getKey());
            }
            if (progress.outcome() != Progress.Outcome.GOES_ON) {
                return told;
            }
        }
        progress.end().forEach(path -> told.add("-" + path));
        return told;
    }

    private static Map<String, Long> tree(Object... members) {
        Map<String, Long> tree = new TreeMap<>(Paths::compare);
        for (int i = 0; i < members.length; i += 2) {
            tree.put((String) members[i], ((Integer) members[i + 1]).longValue());
        }
        return tree;
    }

    private static Snapshot snapshot(Map<String, Long> tree) {
        Progress progress = new Progress(Optional.empty(), Integer.MAX_VALUE);
        assertEquals(tree.size(), told(progress, tree).size());
        return progress.after();
    }

    @Test
    void whatIsNewChangedAndGoneIsTold() {
        Map<String, Long> before = tree("a", 1, "b", 1, "c/", 0, "c/d", 1, "c/e", 1, "c-f", 1);
        Progress progress = new Progress(Optional.of(snapshot(before)), 99);
        Map<String, Long> after = tree("a", 1, "b", 2, "c-f", 1, "g\u00e9", 1);
        assertEquals(List.of("+b", "-c/", "+g\u00e9"), told(progress, after));
        assertEquals(snapshot(after).token("s"), progress.after().token("s"));
        assertNotEquals(snapshot(before).token("s"), progress.after().token("s"));
        assertNotEquals(progress.after().token("t"), progress.after().token("s"));
    }

    @Test
    void aFileThatBecomesAFolderOrTheReverseHasChanged() {
        Progress progress = new Progress(Optional.of(snapshot(tree("a", 1))), 99);
        assertEquals(List.of("+a/", "+a/b"), told(progress, tree("a/", 0, "a/b", 1)));
        progress = new Progress(Optional.of(snapshot(tree("a/", 0, "a/b", 1, "a-", 1))), 99);
        assertEquals(List.of("+a"), told(progress, tree("a", 0, "a-", 1)));
        progress = new Progress(Optional.of(snapshot(tree("a/", 0, "a/b", 1, "a-", 1))), 99);
        assertEquals(List.of("+a", "-a-"), told(progress, tree("a", 1)));
    }

    @Test
    void whoWantsLittleAtATimeGetsAllOfItInTheEnd() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Map<String, Long> before = random(random);
            Map<String, Long> after = random(random);
            List<String> whole = told(new Progress(Optional.of(snapshot(before)), Integer.MAX_VALUE), after);
            List<String> parts = new ArrayList<>();
            Snapshot known = snapshot(before);
            int steps = 0;
            Progress progress;
            do {
                progress = new Progress(Optional.of(known), 1 + random.nextInt(3));
                parts.addAll(told(progress, after));
                known = progress.after();
                assertTrue(steps++ <= whole.size(), "it goes on");
            } while (progress.outcome() == Progress.Outcome.LIMITED);
            assertEquals(whole, parts, "round " + round);
            assertEquals(snapshot(after).token(""), known.token(""));
        }
    }

    private static Map<String, Long> random(Random random) {
        Map<String, Long> tree = new TreeMap<>(Paths::compare);
        for (String folder : List.of("", "a/", "a-/", "b/")) {
            if (folder.isEmpty() || random.nextBoolean()) {
                if (!folder.isEmpty()) {
                    tree.put(folder, 0L);
                }
                for (int i = random.nextInt(5); i > 0; i--) {
                    tree.put(folder + "f" + random.nextInt(6), (long) random.nextInt(2));
                }
            }
        }
        return tree;
    }

    @Test
    void whatComesOutOfOrderIsNoticed() {
        Progress progress = new Progress(Optional.empty(), 99);
        told(progress, tree("b", 1));
        progress.take("a", 1);
        assertEquals(Progress.Outcome.DISORDERED, progress.outcome());
    }

    @Test
    void aSnapshotIsSmallAndHasAnEnd() {
        Progress progress = new Progress(Optional.empty(), Integer.MAX_VALUE);
        for (int i = 0; i < 50_000; i++) {
            progress.take(String.format("photos/2024/picture-%06d.jpg", i), i);
        }
        assertEquals(Progress.Outcome.GOES_ON, progress.outcome());
        assertTrue(progress.after().bytes() < 20 * 50_000, progress.after().bytes() + " bytes");
        for (int i = 0; progress.outcome() == Progress.Outcome.GOES_ON; i++) {
            assertTrue(i < 1_000_000);
            progress.take(String.format("z%08d", i), i);
        }
        assertEquals(Progress.Outcome.TOO_MANY, progress.outcome());
    }

    @Test
    void theLongestUnusedIsForgotten() {
        Snapshots snapshots = new Snapshots();
        Snapshot one = snapshot(tree("a", 1));
        snapshots.keep("0", one);
        for (int i = 1; i < 300; i++) {
            assertTrue(snapshots.find("0").isPresent());
            snapshots.keep(Integer.toString(i), one);
        }
        assertTrue(snapshots.find("1").isEmpty() && snapshots.find("299").isPresent());
        Progress large = new Progress(Optional.empty(), Integer.MAX_VALUE);
        for (int i = 0; large.outcome() == Progress.Outcome.GOES_ON; i++) {
            large.take(String.format("%08d", i), i);
        }
        for (int i = 0; i < 8; i++) {
            snapshots.keep("large" + i, large.after());
        }
        assertTrue(
                snapshots.find("large3").isEmpty() && snapshots.find("large7").isPresent());
    }
}
