package org.myrmex.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;

/** The seed's arithmetic, and a small network beside it. */
class CapacityTest {
    private static final int NODES = 40;
    private static final long SECOND = 1_000_000;
    private static final CapacitySettings SMALL =
            new CapacitySettings(NODES, 3, 4, 5_000, 8, 4, 120 * SECOND, 60 * SECOND, 60 * SECOND);

    private static Outcome outcome;

    @BeforeAll
    static void runOnce() throws LabException {
        outcome = run(1);
    }

    private static Outcome run(long seed) throws LabException {
        return new Capacity(SMALL).run(Conditions.of(new MuteRoutingFactory(), seed), Progress.NONE);
    }

    private static Map<?, ?> part(String name) {
        return (Map<?, ?>) outcome.json().get(name);
    }

    private static double figure(String network, String name) {
        return ((Number) ((Map<?, ?>) part("simulated").get(network)).get(name)).doubleValue();
    }

    @Test
    void theArithmeticIsTheSeeds() {
        CapacitySettings seeds = CapacitySettings.DEFAULT;
        assertEquals(15_000, seeds.uplink());
        assertEquals(600, Arithmetic.taxed(seeds.nodes(), seeds.slots(), seeds.relays()));
        assertEquals(3_000, Arithmetic.balance(seeds.uplink(), seeds.relays()));
        assertEquals(50, Arithmetic.busy(100, 0));
        assertEquals(33, Arithmetic.busy(100, 1));
    }

    @Test
    void itIsShownExactly() {
        assertEquals(
                Map.of(
                        "downloads", 24,
                        "balanceBytesPerSecond", 3_000L,
                        "balanceDownloads", NODES,
                        "direct", 50,
                        "oneRelay", 33),
                part("arithmetic"));
        assertTrue(
                outcome.text()
                        .contains("reckoned:  40 nodes x 3 slots / 5 taxed nodes = 24 downloads of 5 KB/s, 60 % of"
                                + " the nodes"),
                outcome.text().toString());
    }

    @Test
    void everyUplinkOfEvenPathsIsTaxedAlike() {
        Paths paths = Paths.even(1_000, 3, 4);
        assertEquals(600, paths.pairs().size());
        int[] taxed = new int[1_000];
        for (Paths.Pair pair : paths.pairs()) {
            int ring = pair.source() / 20 * 20;
            for (int hop = 0; hop < 5; hop++) {
                taxed[ring + (pair.source() - ring + hop) % 20]++;
            }
            assertEquals(pair.downloader(), ring + (pair.source() - ring + 5) % 20);
        }
        for (int load : taxed) {
            assertEquals(3, load);
        }
    }

    @Test
    void evenPathsCarryWhatIsReckonedLessRequestsHeadersAndPadding() {
        double all = figure("evenPaths", "usefulBytes")
                + figure("evenPaths", "headerAndPaddingBytes")
                + figure("evenPaths", "requestBytes")
                + figure("evenPaths", "creditBytes");
        double useful = figure("evenPaths", "usefulBytes") / all;
        assertEquals(0.90, useful, 0.01);
        assertEquals(24 * useful, figure("evenPaths", "worthDownloads"), 0.05 * 24);
        assertEquals(NODES * useful, figure("everybody", "worthDownloads"), 0.05 * NODES);
        assertEquals(50, figure("direct", "worthDownloads"), 0.10 * 50);
        assertEquals(33, figure("oneRelay", "worthDownloads"), 0.10 * 33);
        assertEquals(5, figure("evenPaths", "meanLinks"));
    }

    @Test
    void stopAndWaitLeavesUplinksIdle() {
        assertTrue(figure("evenPathsStopAndWait", "worthDownloads") < 0.6 * figure("evenPaths", "worthDownloads"));
        assertEquals(0, figure("evenPathsStopAndWait", "held"));
    }

    @Test
    void aMeshIsMeasuredWithMoreAndMoreDownloads() {
        List<?> mesh = (List<?>) part("simulated").get("randomMesh");
        assertEquals(
                List.of(4, 12, 24),
                mesh.stream().map(stage -> ((Map<?, ?>) stage).get("started")).toList());
    }

    @Test
    void theSameSeedGivesTheSameOutcome() throws LabException {
        Outcome again = run(1);
        assertEquals(outcome, again);
    }

    @Test
    void aFastChainFetchesAsTheFormulaSays() throws LabException {
        ChainCheck.Result fast = ChainCheck.run(Conditions.of(new MuteRoutingFactory(), 1), 1 << 20);
        assertEquals(fast.formula(), fast.stopAndWait(), 0.05 * fast.formula());
        assertEquals(fast.whole(), fast.stopAndWait(), 0.005 * fast.whole());
        assertTrue(fast.windowed() >= 12 * fast.stopAndWait(), fast.text());
    }

    @Test
    void aSlowChainGainsLess() throws LabException {
        ChainCheck.Result slow = ChainCheck.run(Conditions.of(new MuteRoutingFactory(), 1), 16 << 10);
        assertEquals(slow.whole(), slow.stopAndWait(), 0.005 * slow.whole());
        assertTrue(slow.windowed() >= 4.5 * slow.stopAndWait(), slow.text());
    }
}
