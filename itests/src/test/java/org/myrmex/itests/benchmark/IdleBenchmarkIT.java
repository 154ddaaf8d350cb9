package org.myrmex.itests.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.MostlyWaits;

/** The benchmark itself, for half a minute; no word about the processor. */
@MostlyWaits
class IdleBenchmarkIT {
    private static final int LINKS = 2;
    private static final IdleBenchmark.Size SIZE = new IdleBenchmark.Size(LINKS, 8, 17);

    @TempDir
    Path folder;

    @Test
    void tableIsCompleteAndALinkIsWithinItsBudget() throws IOException, InterruptedException {
        boolean there = Files.isExecutable(Path.of("/usr/bin/ss")) || Files.isExecutable(Path.of("/bin/ss"));
        assumeTrue(there || "true".equals(System.getenv("CI")), "ss is not here; Debian's iproute2 has it");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Path distribution = Path.of(System.getProperty("myrmex.distribution"));

        List<IdleFigures> figures;
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            figures = new IdleBenchmark(distribution, folder, SIZE, out).run();
        }

        String text = printed.toString(StandardCharsets.UTF_8);
        List<String> rows =
                text.lines().filter(line -> line.startsWith("| ")).skip(1).toList();
        assertEquals(IdleFigures.titles().size(), rows.size(), text);
        assertTrue(rows.stream().noneMatch(row -> row.contains("NaN")), text);
        assertEquals(2, figures.size(), text);
        for (IdleFigures setting : figures) {
            assertEquals(LINKS, setting.idle().size(), text);
            // a keep-alive every 15 s and its answer, on each link
            assertTrue(setting.idle().stream().allMatch(link -> link.onWire() > 0), text);
            // TLS 1.3 with X25519MLKEM768: key shares of 1,216 and 1,120 bytes and two certificates
            assertTrue(setting.beginnings().stream().allMatch(link -> link.onWire() > 3_000), text);
        }
        assertTrue(figures.get(0).bytesAMonth() < IdleFigures.GOAL_BYTES_A_MONTH, text);
        System.out.println(text);
    }
}
