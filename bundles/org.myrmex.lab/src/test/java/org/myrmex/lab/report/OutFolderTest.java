package org.myrmex.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.lab.experiment.Outcome;

class OutFolderTest {
    @TempDir
    Path home;

    @Test
    void tablesAreCsvAndPicturesAreSvg() throws Exception {
        List<Path> written = OutFolder.create(home, "a/b").write(outcome("load", List.of(1, 2L)));
        assertEquals(List.of(home.resolve("a/b/load.csv"), home.resolve("a/b/map.svg")), written);
        assertEquals("node,loadMessages\n1,2\n", Files.readString(written.get(0)));
        assertEquals("<svg/>", Files.readString(written.get(1)));
    }

    @Test
    void whatWouldBreakALineOfCsvIsQuoted() throws Exception {
        assertEquals("\"a,b\",\"say \"\"hi\"\"\"\n", row("a,b", "say \"hi\""));
        assertEquals("\"two\nlines\",\"two\rlines\"\n", row("two\nlines", "two\rlines"));
        assertEquals("plain words,\n", row("plain words", null));
    }

    @Test
    void fractionsLookTheSameOnEveryJdk() throws Exception {
        assertEquals("0.002,1.5\n", row(2.0E-3, 1.5));
        // Double.toString: 0.3333333333333333 and 2.0E7.
        assertEquals("0.333333333333,20000000\n", row(1 / 3.0, 2.0E7));
        assertEquals("0,\n", row(-0.0, Double.NaN));
    }

    @Test
    void aFolderThatCannotBeIsRefusedInOneLine() throws Exception {
        Files.writeString(home.resolve("taken"), "a file");
        for (String name : List.of("taken", "taken/below", "no\u0000name")) {
            String message = assertThrows(LabException.class, () -> OutFolder.create(home, name))
                    .getMessage();
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.endsWith("; choose another --out"), message);
            assertFalse(message.contains("\u0000"), message);
        }
    }

    @Test
    void whyAFolderIsRefusedIsSaidInWords() throws Exception {
        Files.writeString(home.resolve("taken"), "a file");
        assertEquals(
                "cannot make the folder taken (a file is in the way); choose another --out",
                assertThrows(LabException.class, () -> OutFolder.create(home, "taken"))
                        .getMessage());
    }

    @Test
    void aFileThatCannotBeReplacedIsToldInOneLineAndLeavesNoHalfOfIt() throws Exception {
        Files.createDirectories(home.resolve("load.csv/occupied"));
        OutFolder folder = OutFolder.create(home, ".");
        String message = assertThrows(LabException.class, () -> folder.write(outcome("load", List.of(1, 2))))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith("cannot write "), message);
        assertEquals(List.of("load.csv"), names());
    }

    @Test
    void anOlderFileIsReplacedAndNothingElseStays() throws Exception {
        Files.writeString(home.resolve("load.csv"), "an older and much longer table that must be gone entirely");
        OutFolder.create(home, "").write(outcome("load", List.of(1, 2)));
        assertEquals("node,loadMessages\n1,2\n", Files.readString(home.resolve("load.csv")));
        assertEquals(List.of("load.csv", "map.svg"), names());
    }

    private String row(Object... cells) throws Exception {
        Path file = OutFolder.create(home, "rows")
                .write(outcome("row", Arrays.asList(cells)))
                .get(0);
        return Files.readString(file).substring("node,loadMessages\n".length());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Outcome outcome(String name, List<Object> row) {
        return new Outcome(
                Map.of(),
                List.of(),
                List.of(new Outcome.Table(name, List.of("node", "loadMessages"), List.of(row))),
                List.of(new Outcome.Picture("map", "<svg/>")));
    }
}
