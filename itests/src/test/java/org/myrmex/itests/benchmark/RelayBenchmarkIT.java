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
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.benchmark.RelayFigures.Kind;

/** The benchmark itself: one small round without rivals, and no word about how fast the machine must be. */
class RelayBenchmarkIT {
    private static final int MEBIBYTES = 8;

    @TempDir
    Path folder;

    @Test
    void tableIsCompleteAndItsFiguresFitTogether() throws IOException, InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Path distribution = Path.of(System.getProperty("myrmex.distribution"));

        RelayBenchmark benchmark;
        Map<String, RelayFigures> figures;
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            benchmark =
                    new RelayBenchmark(distribution, folder, new RelayBenchmark.Size(MEBIBYTES, 1, 1), Set.of(), out);
            figures = benchmark.run();
        }

        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(benchmark.wasLine(), "the five stand in a line to the end");
        assertEquals(List.of("Myrmex"), List.copyOf(figures.keySet()));
        for (Kind kind : Kind.values()) {
            List<String> rows = text.lines()
                    .filter(line -> line.startsWith("| " + kind.title + " |"))
                    .toList();
            assertEquals(1, rows.size(), text);
            assertFalse(rows.get(0).contains("–|") || rows.get(0).contains("| – |"), text);
        }
        assertTrue(text.contains("Myrmex: bin/myrmex up, -X"), text);
        assertFit(figures.get("Myrmex"));
        assertTrue(nothingRuns(), "a peer stayed behind");
    }

    private static void assertFit(RelayFigures figures) {
        double perGigabyte = value(figures, Kind.ALL_CPU);
        double parts = value(figures, Kind.SOURCE_CPU)
                + Chain.RELAY_COUNT * value(figures, Kind.RELAY_CPU)
                + value(figures, Kind.SINK_CPU);
        assertEquals(parts, perGigabyte, perGigabyte / 100);
        double seconds = (MEBIBYTES << 20) / 1e6 / value(figures, Kind.MB_PER_SECOND);
        double gigabytes = (MEBIBYTES << 20) / 1e9;
        assertEquals(perGigabyte * gigabytes / seconds, value(figures, Kind.PROCESSORS), 0.01);
        assertTrue(value(figures, Kind.PROCESSORS) > 0.01, "something was done");
        assertTrue(
                value(figures, Kind.PROCESSORS) < Runtime.getRuntime().availableProcessors() + 0.5,
                "no more than there is");
        for (Kind kind : List.of(Kind.RELAY_RSS, Kind.SOURCE_RSS, Kind.SINK_RSS)) {
            assertTrue(value(figures, kind) > 30 && value(figures, kind) < 512, kind + " " + value(figures, kind));
        }
        assertTrue(value(figures, Kind.FIRST_BYTE) > 0);
    }

    private static double value(RelayFigures figures, Kind kind) {
        return figures.of(kind).median().orElseThrow();
    }

    private boolean nothingRuns() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.noneMatch(file -> file.endsWith("run/http"));
        }
    }
}
