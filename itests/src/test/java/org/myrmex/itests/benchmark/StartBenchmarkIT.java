package org.myrmex.itests.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.benchmark.Figures.Kind;

/** The benchmark itself: one round, without the rival, and no word about how fast the machine must be. */
class StartBenchmarkIT {
    private static final double SLOWEST_SECONDS = 60;

    @TempDir
    Path folder;

    @Test
    void tableIsCompleteAndItsFiguresFitTogether() throws IOException, InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Path distribution = Path.of(System.getProperty("myrmex.distribution"));

        Figures figures;
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            figures = new StartBenchmark(distribution, Optional.empty(), folder, 1, out).run();
        }

        String text = printed.toString(StandardCharsets.UTF_8);
        List<String> rows =
                text.lines().filter(line -> line.startsWith("| ")).skip(1).toList();
        assertEquals(Kind.values().length, rows.size(), text);
        assertFalse(text.contains("–|") || text.contains("| – |"), text);
        assertTrue(text.contains("Myrmex: -X"), text);
        int processors = Runtime.getRuntime().availableProcessors();
        assertCosts(figures, Kind.FIRST_START_SECONDS, Kind.FIRST_START_CPU_SECONDS, processors);
        assertCosts(figures, Kind.START_SECONDS, Kind.START_CPU_SECONDS, processors);
        assertBetween(30, figures, Kind.RSS_MB, 512); // Its heap is 256 MB at most.
        assertBetween(5, figures, Kind.ARCHIVE_MB, 100);
        assertBetween(0, figures, Kind.DROP_IN_SECONDS, SLOWEST_SECONDS);
        assertTrue(nothingRuns(), "a peer stayed behind");
    }

    /** A process uses no more than all processors, and some of one. */
    private static void assertCosts(Figures figures, Kind wall, Kind cpu, int processors) {
        double seconds = figures.median(wall).orElseThrow();
        assertBetween(0.1, figures, wall, SLOWEST_SECONDS);
        assertBetween(0.1, figures, cpu, seconds * processors + 0.1);
    }

    private static void assertBetween(double least, Figures figures, Kind kind, double most) {
        double value = figures.median(kind).orElseThrow();
        assertTrue(value > least && value < most, () -> kind + " " + value);
    }

    private boolean nothingRuns() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.noneMatch(file -> file.endsWith("run/http"));
        }
    }
}
