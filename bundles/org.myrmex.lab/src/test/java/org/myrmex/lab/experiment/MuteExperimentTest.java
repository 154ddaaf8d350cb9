package org.myrmex.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.myrmex.lab.fixture.Fixture;
import org.myrmex.lab.fixture.FixtureReader;
import org.myrmex.lab.fixture.SmallFixture;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;

class MuteExperimentTest {
    /**
     * Of seed 1. It stands here so that every JDK that runs the tests is compared with every other. A change of the
     * simulator, of MUTE's routing or of the keys' lengths may change it; then the new one belongs here.
     */
    private static final String TRACE = "99dab83c90467b4a";

    private static final List<List<Integer>> PRINTED = List.of(
            List.of(5, 5, 5, 5, 5, 2, 4, 3, 4, 3, 5),
            List.of(25, 5, 5, 25, 25, 22, 4, 3, 4, 23, 5),
            List.of(47, 8, 8, 33, 45, 42, 4, 3, 4, 43, 19));

    @Test
    void theFirstThreeTablesComeOutAsPrinted() throws LabException {
        assertEquals(PRINTED, loads(run(FixtureReader.embedded(), 1)).subList(0, 3));
    }

    @Test
    void theFourthFindsTheBestRouteAndSaysWhatIsWrongWithThePrintedOne() throws LabException {
        Map<?, ?> fourth = step(run(FixtureReader.embedded(), 1), 3);
        assertEquals(List.of("D", 9, 8, 0, "S"), fourth.get("route"));
        assertEquals(10, fourth.get("arrived"));
        assertEquals(List.of(20, 12, 29, 33, 45, 65, 26, 6, 7, 63, 42), fourth.get("printed"));
        assertEquals(false, fourth.get("equal"));
        List<?> remarks = (List<?>) fourth.get("remarks");
        assertTrue(
                remarks.contains("printed for node 0 is 47, then 20: these figures cannot be cumulative"),
                remarks.toString());
    }

    @Test
    void theJsonIsAsPromised() throws LabException {
        Map<String, Object> json = run(FixtureReader.embedded(), 1).json();
        assertEquals("mute-experiment", json.get("experiment"));
        assertEquals("mute", json.get("routing"));
        assertEquals(1L, json.get("seed"));
        assertEquals(true, json.get("reconstructed"));
        assertEquals(4, ((List<?>) json.get("steps")).size());
        Map<?, ?> first = step(run(FixtureReader.embedded(), 1), 0);
        assertEquals("search", first.get("do"));
        assertEquals(PRINTED.get(0), first.get("load"));
        assertEquals(List.of("D", 9, 4, 5, 3, 0, "S"), first.get("route"));
    }

    @Test
    void peopleReadBothRowsAndThatTheGraphIsReconstructed() throws LabException {
        List<String> text = run(FixtureReader.embedded(), 1).text();
        assertEquals(
                List.of(
                        "mute-experiment: 13 nodes, 27 links, downloader D, source S; routing mute, seed 1",
                        "graph and delays are reconstructed from the load tables that MUTE printed",
                        "load: messages that a node received since the beginning, duplicates included",
                        "",
                        "1 search: answered; route D-9-4-5-3-0-S",
                        "  node        0  1  2  3  4  5  6  7  8  9 10",
                        "  load here   5  5  5  5  5  2  4  3  4  3  5",
                        "  printed     5  5  5  5  5  2  4  3  4  3  5",
                        "  all 11 loads are as printed"),
                text.subList(0, 9));
        assertEquals("trace " + TRACE, text.get(text.size() - 1));
    }

    @Test
    void otherNamesAndSevenTimesTheDelaysPermuteTheLoads() throws LabException {
        Fixture original = FixtureReader.embedded();
        List<List<Integer>> loads = loads(run(original, 1));
        SplittableRandom random = new SplittableRandom(3);
        for (int time = 0; time < 20; time++) {
            Relabelled other = new Relabelled(original, permuted(original.nodes(), random), 7);
            Fixture fixture = FixtureReader.read(SmallFixture.bytes(other.text()));
            List<List<Integer>> back =
                    loads(run(fixture, 1)).stream().map(other::back).toList();
            assertEquals(loads, back, other.names().toString());
        }
    }

    @Test
    void aSeedHasOneTraceAndAnotherSeedAnother() throws LabException {
        assertEquals(TRACE, trace(1));
        assertEquals(TRACE, trace(1));
        assertNotEquals(TRACE, trace(2));
    }

    @Test
    void theTableHasARowForEachNodeAndStep() throws LabException {
        Outcome.Table table = run(FixtureReader.embedded(), 1).tables().get(0);
        assertEquals(List.of("step", "do", "node", "load", "printed"), table.columns());
        assertEquals(44, table.rows().size());
        assertEquals(List.of(4, "transfer", "0", 70, 20), table.rows().get(33));
    }

    @Test
    void whereNothingLeadsToTheSourceNothingArrivesAndThatIsSaid() throws LabException {
        Outcome outcome = run(small(",\n{\"a\":3,\"b\":\"S\",\"delayMs\":10}", ""), 1);
        assertEquals(0, step(outcome, 0).get("arrived"));
        assertEquals(0, step(outcome, 1).get("arrived"));
        assertEquals("no scent", step(outcome, 1).get("routeEnd"));
        assertEquals(List.of("D"), step(outcome, 1).get("route"));
        assertTrue(outcome.text().contains("1 search: no answer arrived; route D, which has no scent"));
        assertEquals(1, step(outcome, 2).get("arrived"), "by the new link");
    }

    @Test
    void aTransferWithoutASearchAsksEverybodyFirst() throws LabException {
        Outcome outcome = run(small("{\"do\":\"search\",\"load\":[2,2,2]},\n", ""), 1);
        assertEquals(4, step(outcome, 0).get("arrived"));
    }

    @Test
    void downloaderAndSourceMayBeCountedToo() throws LabException {
        Outcome outcome = run(
                small("\"downloader\":\"D\"", "\"downloader\":1", "{\"a\":\"D\",\"b\":1,\"delayMs\":10},\n", ""), 1);
        assertEquals(4, step(outcome, 1).get("arrived"));
        assertEquals(List.of(1, 3, "S"), step(outcome, 1).get("route"));
    }

    @Test
    void killedNodesReceiveNothingMore() throws LabException {
        Outcome outcome = run(small("\"afterPairs\":2", "\"afterPairs\":0"), 1);
        List<List<Integer>> loads = loads(outcome);
        assertEquals(loads.get(0).get(1), loads.get(1).get(1));
        assertEquals(4, step(outcome, 1).get("arrived"), "around it");
    }

    private static Map<String, String> permuted(List<String> names, SplittableRandom random) {
        List<String> rest = new ArrayList<>(names);
        Map<String, String> permuted = new LinkedHashMap<>();
        names.forEach(name -> permuted.put(name, rest.remove(random.nextInt(rest.size()))));
        return permuted;
    }

    private static Fixture small(String... partsAndOthers) throws LabException {
        String text = SmallFixture.text();
        for (int i = 0; i < partsAndOthers.length; i += 2) {
            assertTrue(text.contains(partsAndOthers[i]), partsAndOthers[i]);
            text = text.replace(partsAndOthers[i], partsAndOthers[i + 1]);
        }
        return FixtureReader.read(SmallFixture.bytes(text));
    }

    private static Outcome run(Fixture fixture, long seed) throws LabException {
        Conditions conditions =
                new Conditions(new MuteRoutingFactory(), seed, Conditions.SealingMode.FAKE, Conditions.Checks.ALL);
        return new MuteExperiment(fixture).run(conditions, Progress.NONE);
    }

    private static String trace(long seed) throws LabException {
        return (String) run(FixtureReader.embedded(), seed).json().get("trace");
    }

    private static Map<?, ?> step(Outcome outcome, int index) {
        return (Map<?, ?>) ((List<?>) outcome.json().get("steps")).get(index);
    }

    @SuppressWarnings("unchecked")
    private static List<List<Integer>> loads(Outcome outcome) {
        List<List<Integer>> loads = new ArrayList<>();
        for (Object step : (List<?>) outcome.json().get("steps")) {
            loads.add((List<Integer>) ((Map<?, ?>) step).get("load"));
        }
        return loads;
    }
}
