package org.myrmex.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.lab.fixture.Fixture;
import org.myrmex.lab.fixture.FixtureReader;
import org.myrmex.lab.fixture.SmallFixture;
import org.myrmex.lab.report.OutFolder;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;

class MuteMapsTest {
    /** Tests run in the bundle's folder. */
    private static final Path COMMITTED = Path.of("..", "..", "docs", "lab");

    @TempDir
    Path folder;

    @Test
    void theFilesOfTheDocumentsAreThoseThatTheExperimentWrites() throws LabException, IOException {
        List<Path> written = OutFolder.create(folder, "docs/lab").write(run(FixtureReader.embedded()));
        assertEquals(
                List.of(
                        "mute-experiment.csv",
                        "mute-1-search.svg",
                        "mute-2-transfer.svg",
                        "mute-3-node-3-killed.svg",
                        "mute-4-node-4-killed.svg"),
                written.stream().map(file -> file.getFileName().toString()).toList());
        for (Path file : written) {
            Path committed = COMMITTED.resolve(file.getFileName());
            assertEquals(
                    -1,
                    Files.mismatch(committed, file),
                    file.getFileName() + " is another now; run: myrmex lab mute-experiment --out docs/lab");
        }
    }

    @Test
    void everyMapSaysThatTheGraphIsReconstructed() throws LabException {
        for (Outcome.Picture picture : pictures(FixtureReader.embedded())) {
            // lines of the subtitle may break between any two words
            assertTrue(picture.svg().contains("reconstructed"), picture.name());
        }
    }

    @Test
    void namesOfNodesCannotLeaveTheFolder() throws LabException {
        String text = SmallFixture.text().replace("[1,2,3]", "[1,\"../2\",3]").replace(":2,\"", ":\"../2\",\"");
        assertEquals("mute-2-node-___2-killed", pictures(read(text)).get(1).name());
    }

    @Test
    void moreNodesThanAMapCanShowAreNotDrawn() throws LabException {
        String many = IntStream.range(4, 1_100).mapToObj(i -> "," + i).collect(Collectors.joining());
        String text = SmallFixture.with("[1,2,3]", "[1,2,3" + many + "]").replace(",\"load\":[2,2,2]", "");
        String svg = pictures(read(text)).get(0).svg();
        assertTrue(svg.length() < 20_000, svg.length() + " characters");
    }

    private static Fixture read(String text) throws LabException {
        return FixtureReader.read(SmallFixture.bytes(text));
    }

    private static List<Outcome.Picture> pictures(Fixture fixture) throws LabException {
        return run(fixture).pictures();
    }

    private static Outcome run(Fixture fixture) throws LabException {
        Conditions conditions =
                new Conditions(new MuteRoutingFactory(), 1, Conditions.SealingMode.FAKE, Conditions.Checks.ALL);
        return new MuteExperiment(fixture).run(conditions, Progress.NONE);
    }
}
