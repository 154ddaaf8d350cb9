package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.itests.flood.FloodRoutingFactory;

/** The lab of the distribution, as somebody types it. */
class LabIT {
    private static final String EXPERIMENT = "mute-experiment --routing mute --json";
    private static final String MESH = "mesh --nodes 100 --degree 5 --kills 4 --runs 3 --routing mute --json";
    private static final Duration MOST_TO_END = Duration.ofSeconds(2);
    private static final int ROUNDS = 5;

    @TempDir
    Path scratch;

    /** Where the lab has its home while it runs. */
    private Path temporary;

    @BeforeEach
    void prepare() throws IOException {
        temporary = Files.createDirectory(scratch.resolve("tmp"));
    }

    @Test
    void theFirstThreeTablesAreThoseThatMutePrinted() throws Exception {
        String json = good(EXPERIMENT);
        assertEquals("mute", Json.text(json, "routing"));
        assertEquals(
                List.of(
                        List.of(5, 5, 5, 5, 5, 2, 4, 3, 4, 3, 5),
                        List.of(25, 5, 5, 25, 25, 22, 4, 3, 4, 23, 5),
                        List.of(47, 8, 8, 33, 45, 42, 4, 3, 4, 43, 19)),
                Json.lists(json, "load").subList(0, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {EXPERIMENT, MESH})
    void theSameSeedGivesTheSameAndAnotherSeedAnother(String experiment) throws Exception {
        String first = good(experiment + " --seed 7");
        assertEquals(first, good(experiment + " --seed 7"));
        assertNotEquals(Json.text(first, "trace"), Json.text(good(experiment + " --seed 8"), "trace"));
    }

    @ParameterizedTest
    @ValueSource(strings = {EXPERIMENT, MESH})
    void theSameSeedGivesTheSameOnJava17And25(String experiment) throws Exception {
        Optional<Path> older = Jdk.home(17);
        Optional<Path> newer = Jdk.home(25);
        assumeTrue(
                older.isPresent() && newer.isPresent(),
                "two Java versions are needed; set JAVA_17_HOME and JAVA_25_HOME to a JDK 17 and a JDK 25");
        Map<String, String> on17 = Map.of("JAVA_HOME", older.get().toString());
        Map<String, String> on25 = Map.of("JAVA_HOME", newer.get().toString());
        String first = good(on17, experiment + " --seed 7");
        assertFalse(Json.text(first, "trace").isEmpty());
        assertEquals(first, good(on25, experiment + " --seed 7"));
    }

    @Test
    void theListNamesExperimentsAndRoutingProtocolsThoseOfPluginsToo() throws Exception {
        Path plugin = flood().build(scratch);
        String names = good("list --json --plugin " + plugin);
        for (String name : List.of("mute-experiment", "mesh", "mute", "flood")) {
            assertTrue(names.contains("\"name\":\"" + name + "\""), names);
        }
        assertFalse(good("list --json").contains("flood"));
    }

    /** The search and its answer are two floods, and so is each of ten pairs: nothing in it is MUTE's. */
    @Test
    void theRoutingOfAPluginRunsInsteadOfMutes() throws Exception {
        Path plugin = flood().build(scratch);
        String json = good("mute-experiment --plugin " + plugin + " --routing flood --json");
        assertEquals("flood", Json.text(json, "routing"));
        List<List<Integer>> loads = Json.lists(json, "load");
        List<Integer> search = loads.get(0);
        assertTrue(IntStream.range(0, search.size()).allMatch(node -> search.get(node) >= 2), json);
        assertEquals(search.stream().map(load -> 11 * load).toList(), loads.get(1));
    }

    @Test
    void withoutTheRoutingsJarThereIsNoTable() throws Exception {
        Path copy = copyOfDistribution();
        Files.delete(routingJar(copy));
        refused(copy, 1, "feature lab needs the missing file ", EXPERIMENT);
    }

    @Test
    void withoutTheRoutingInTheFeatureThereIsNoTable() throws Exception {
        Path copy = copyOfDistribution();
        Path feature = copy.resolve("features/lab.json");
        List<String> lines = Files.readAllLines(feature);
        assertTrue(lines.removeIf(line -> line.contains("org.myrmex.routing.mute")));
        Files.write(feature, lines);
        refused(copy, 1, "no routing 'mute' is installed", EXPERIMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nope",
                "mute-experiment --frobnicate",
                "mute-experiment --seed one",
                "mute-experiment --plugin"
            })
    void aWrongWordOrOptionIsWrongUsage(String arguments) throws Exception {
        refused(Myrmex.DISTRIBUTION, 2, "", arguments);
    }

    @Test
    void aPluginThatIsNoneIsNamed() throws Exception {
        refused(Myrmex.DISTRIBUTION, 1, "none.jar", "list --plugin none.jar");
        flood().buildNoBundle(scratch.resolve("classes.jar"));
        refused(Myrmex.DISTRIBUTION, 1, "classes.jar is no bundle", "list --plugin classes.jar");
        refused(Myrmex.DISTRIBUTION, 1, "no routing 'nope' is installed", "mute-experiment --routing nope");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\": \"D\", \"b\": \"X\", \"delayMs\": 5}|links[1]",
                "{\"a\": 0, \"b\": \"D\", \"delayMs\": 5}|links[1]",
                "{\"a\": 0, \"b\": \"S\", \"delayMs\": -5}|links[1]",
                "{\"a\": 0, \"b\": \"S\", \"delayMs\": 1e300}|links[1]",
                "{\"a\": 0, \"b\"|line 1"
            })
    void aWrongFixtureIsRefusedByTheNameOfTheEntry(String link, String entry) throws Exception {
        Path file = scratch.resolve("wrong.json");
        String text = fixture(List.of(0), List.of("{\"a\": \"D\", \"b\": 0, \"delayMs\": 5}", link), 10, 1);
        Files.writeString(file, entry.startsWith("line") ? text.substring(0, text.indexOf("]", 60)) : text);
        String line = refused(Myrmex.DISTRIBUTION, 1, "wrong.json: ", "mute-experiment --fixture wrong.json");
        assertTrue(line.contains(entry), line);
    }

    @Test
    void anAbsurdSizeIsRefusedBeforeMemoryIsTaken() throws Exception {
        Files.writeString(
                scratch.resolve("large.json"),
                fixture(IntStream.range(0, 100_000).boxed().toList(), List.of(), 10, 1));
        refused(Myrmex.DISTRIBUTION, 1, "nodes[", "mute-experiment --fixture large.json");
        Files.writeString(scratch.resolve("long.json"), fixture(List.of(0), List.of(), 1_000_000_000, 1));
        refused(Myrmex.DISTRIBUTION, 1, "steps[0].pairs", "mute-experiment --fixture long.json");
        try (var file =
                new java.io.RandomAccessFile(scratch.resolve("huge.json").toFile(), "rw")) {
            file.setLength(1L << 40); // A hole: no disk holds it.
        }
        refused(Myrmex.DISTRIBUTION, 1, "huge.json: ", "mute-experiment --fixture huge.json");
    }

    @Test
    void aSignalEndsALongExperimentWithinTwoSecondsAndLeavesNothing() throws Exception {
        Files.writeString(scratch.resolve("long.json"), lineOfRelays(1_000));
        Path out = scratch.resolve("tables");
        assertQuick(() -> {
            try (Myrmex lab = start(Map.of(), "mute-experiment --fixture long.json --out tables")) {
                await(lab, () -> Files.exists(out)); // It is made right before the experiment begins.
                return terminate(lab);
            } finally {
                Files.deleteIfExists(out);
            }
        });
    }

    @Test
    void aSignalDuringTheStartEndsItToo() throws Exception {
        assertQuick(() -> {
            try (Myrmex lab = start(Map.of(), EXPERIMENT)) {
                await(lab, () -> !listing(temporary).isEmpty());
                return terminate(lab);
            }
        });
    }

    /** A busy machine only makes it longer: the quickest of some counts. */
    private static void assertQuick(Callable<Duration> end) throws Exception {
        Duration quickest = end.call();
        for (int i = 1; i < ROUNDS && quickest.compareTo(MOST_TO_END) >= 0; i++) {
            Duration next = end.call();
            quickest = next.compareTo(quickest) < 0 ? next : quickest;
        }
        assertTrue(quickest.compareTo(MOST_TO_END) < 0, "it took " + quickest);
    }

    private Duration terminate(Myrmex lab) throws Exception {
        long begin = System.nanoTime();
        lab.terminate();
        int code = lab.exitCode();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertEquals(128 + 15, code, "SIGTERM's own code: " + lab.err());
        assertEquals("", lab.out() + lab.err());
        assertEquals(List.of(), listing(temporary), "left over");
        return took;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Myrmex lab, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.holds()) {
            assertTrue(lab.isAlive() && System.nanoTime() < end, () -> "it never got so far");
            Thread.sleep(10);
        }
    }

    /** What it prints when it does what it was asked: nothing on stderr, nothing left behind. */
    private String good(String arguments) throws Exception {
        return good(Map.of(), arguments);
    }

    private String good(Map<String, String> environment, String arguments) throws Exception {
        try (Myrmex lab = start(environment, arguments)) {
            assertEquals(0, lab.exitCode(), lab.err());
            assertEquals("", lab.err());
            assertEquals(List.of(), listing(temporary), "left over");
            return lab.out();
        }
    }

    private String refused(Path distribution, int code, String words, String arguments) throws Exception {
        try (Myrmex lab = Myrmex.start(distribution, scratch, environment(), words("lab " + arguments))) {
            assertEquals(code, lab.exitCode(), lab.err());
            assertTrue(lab.err().startsWith("myrmex: ") && lab.err().contains(words), lab.err());
            assertEquals(1, lab.err().lines().count(), lab.err());
            assertTrue(lab.err().contains("; ") && !lab.err().contains("Exception"), lab.err());
            assertEquals("", lab.out());
            assertEquals(List.of(), listing(temporary), "left over");
            return lab.err();
        }
    }

    private Myrmex start(Map<String, String> more, String arguments) throws IOException {
        Map<String, String> environment = new java.util.TreeMap<>(environment());
        environment.putAll(more);
        return Myrmex.start(Myrmex.DISTRIBUTION, scratch, environment, words("lab " + arguments));
    }

    private Map<String, String> environment() {
        return Map.of("MYRMEX_JAVA_OPTS", "-XX:+UseSerialGC -Xmx512m -Djava.io.tmpdir=" + temporary);
    }

    private static PluginBuilder flood() throws IOException {
        return PluginBuilder.named("org.myrmex.itests.flood")
                .packageOf(FloodRoutingFactory.class)
                .against(PluginBuilder.Against.API);
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split(" ", -1));
    }

    private static List<Path> listing(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))
                    .toList();
        }
    }

    private Path copyOfDistribution() throws IOException {
        Path copy = scratch.resolve("copy");
        try (Stream<Path> files = Files.walk(Myrmex.DISTRIBUTION)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        copy.resolve(Myrmex.DISTRIBUTION.relativize(file).toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private static Path routingJar(Path distribution) throws IOException {
        try (Stream<Path> files = Files.walk(distribution.resolve("repository"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("org.myrmex.routing.mute-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Hours of work: every pair of a million crosses a thousand relays. */
    private static String lineOfRelays(int relays) {
        List<String> links = new ArrayList<>();
        for (int i = 0; i <= relays; i++) {
            links.add("{\"a\": %s, \"b\": %s, \"delayMs\": 1}"
                    .formatted(i == 0 ? "\"D\"" : "" + (i - 1), i == relays ? "\"S\"" : "" + i));
        }
        return fixture(IntStream.range(0, relays).boxed().toList(), links, 10_000, 100);
    }

    private static String fixture(List<Integer> nodes, List<String> links, int pairs, int steps) {
        String transfers = String.join(
                ", ", java.util.Collections.nCopies(steps, "{\"do\": \"transfer\", \"pairs\": " + pairs + "}"));
        return "{\"nodes\": " + nodes + ", \"downloader\": \"D\", \"source\": \"S\", \"links\": " + links
                + ", \"steps\": [" + transfers + "]}";
    }
}
