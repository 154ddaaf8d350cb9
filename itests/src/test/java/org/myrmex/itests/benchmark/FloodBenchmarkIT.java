package org.myrmex.itests.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.benchmark.FloodFigures.Kind;
import org.myrmex.itests.siege.Strength;

/** The benchmark itself: one small pair, few offenders, and no word about how fast the machine must be. */
class FloodBenchmarkIT {
    private static final FloodBenchmark.Size SIZE = new FloodBenchmark.Size(8, 1, 2);
    /** Few who stay for as long as they may, more who are soon thrown out and come again each second. */
    private static final Strength OFFENDERS = new Strength(20, 5, 20, 10);

    @TempDir
    Path folder;

    @Test
    void tableIsCompleteAndItsFiguresFitTogether() throws IOException, InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Path distribution = Path.of(System.getProperty("myrmex.distribution"));
        FloodFigures figures;
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            figures = new FloodBenchmark(distribution, folder, SIZE, OFFENDERS, out).run();
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        for (Kind kind : Kind.values()) {
            assertEquals(
                    1,
                    text.lines()
                            .filter(line -> line.startsWith("| " + kind.title() + " | "))
                            .count(),
                    text);
            assertTrue(value(figures, kind) >= 0, text);
        }
        double ratio = value(figures, Kind.SIEGE_SPEED) / value(figures, Kind.PEACE_SPEED);
        assertEquals(ratio, value(figures, Kind.RATIO), 1e-9);
        assertTrue(value(figures, Kind.THROWN_OUT) > 0, text);
    }

    private static double value(FloodFigures figures, Kind kind) {
        return figures.of(kind).median().orElseThrow();
    }
}
