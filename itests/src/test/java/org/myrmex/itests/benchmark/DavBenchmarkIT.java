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
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.Tools;

/** The benchmark itself: one short round without Tomcat, and no word about how fast anybody must be. */
class DavBenchmarkIT {
    private static final List<DavJob> LOADS =
            List.of(DavJob.PROPFIND_BY_1, DavJob.PROPFIND_BY_8, DavJob.GET_BY_8, DavJob.GET_BIG, DavJob.PUT_BIG);

    @TempDir
    Path folder;

    @Test
    void tablesAreCompleteAndAFolderOfManyFilesIsListedWhole() throws IOException, InterruptedException {
        Tools.need("wrk", "wrk");
        Tools.need("curl", "curl");
        Tools.need("apache2", "apache2-bin");
        Tools.need("nginx", "libnginx-mod-http-dav-ext");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Path distribution = Path.of(System.getProperty("myrmex.distribution"));
        DavBenchmark.Size size = new DavBenchmark.Size(1, 1, 1, 8, 20, 2_000);

        Map<String, DavFigures> figures;
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            figures = new DavBenchmark(distribution, folder, Optional.empty(), size, out).run();
        }

        String text = printed.toString(StandardCharsets.UTF_8);
        assertEquals(List.of("Myrmex", "Apache", "nginx"), List.copyOf(figures.keySet()), text);
        for (DavJob job : LOADS) {
            List<String> rows = text.lines()
                    .filter(line -> line.startsWith("| " + job.title + " |"))
                    .toList();
            assertEquals(1, rows.size(), text);
            assertFalse(rows.get(0).contains("| – |"), text);
            figures.forEach((name, of) -> {
                assertTrue(of.of(job).median().orElseThrow() > 0, name + " " + job);
                assertTrue(of.cpuMillis(job).median().orElseThrow() >= 0, name + " " + job);
            });
        }
        assertTrue(figures.get("Apache").of(DavJob.LOCK).median().isPresent(), "Apache locks names that are free");
        assertTrue(text.contains("Myrmex: bin/myrmex up, -X"), text);
        assertTrue(text.contains("| a folder of 2000 files, -Xmx256m |"), text);
        assertTrue(nothingRuns(), "a peer stayed behind");
    }

    private boolean nothingRuns() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.noneMatch(file -> file.endsWith("run/http"));
        }
    }
}
