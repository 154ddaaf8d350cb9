package org.myrmex.lab.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.lab.experiment.Conditions;
import org.myrmex.lab.experiment.World;
import org.myrmex.lab.wire.Bandwidth;
import org.myrmex.lab.wire.FlowCarrier;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.testkit.simulation.VirtualLink;
import org.myrmex.testkit.simulation.VirtualNode;

/** Downloads on a ring of six nodes. */
class DownloadTest {
    private static final int NODES = 6;
    private static final long DELAY_MICROS = 10_000;
    private static final long PATIENCE_MICROS = 5_000_000;

    private FlowCarrier carrier = new FlowCarrier();
    private World world;
    private List<VirtualNode> nodes;
    private List<VirtualLink> links;

    private Downloads downloads(long seed, int window, int blocks, int tries) {
        world = new World(Conditions.of(new MuteRoutingFactory(), seed), NODES, carrier);
        nodes = new ArrayList<>();
        links = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(world.add("node " + i));
        }
        for (int i = 0; i < NODES; i++) {
            links.add(world.network().link(nodes.get(i), nodes.get((i + 1) % NODES), DELAY_MICROS));
        }
        return new Downloads(world, new Download.Manner(window, blocks, PATIENCE_MICROS, tries));
    }

    private Download begun(int window, int blocks, int tries) {
        Downloads downloads = downloads(1, window, blocks, tries);
        downloads.add(nodes.get(0), nodes.get(2));
        assertEquals(1, downloads.find());
        carrier.shape(Bandwidth.uplink(1_000_000));
        Download download = downloads.all().get(0);
        download.begin();
        return download;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 32})
    void everyBlockComesOnce(int window) {
        Download download = begun(window, 50, 3);
        world.settle();
        assertEquals(Download.Phase.DONE, download.phase());
        assertEquals(50, download.blocks());
        assertEquals(0, download.twice() + download.repeated());
        assertEquals(2, download.hops());
        assertEquals(0, world.network().bodies().alive());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void aFreshRouteIsFoundWhenTheOldOneDies(int window) {
        Download download = begun(window, 50, 3);
        world.run(300_000);
        int before = download.blocks();
        assertTrue(before > 0 && before < 50, before + " blocks");
        // nobody is told, so only asking anew helps
        links.get(1).silence();
        world.settle();
        assertEquals(Download.Phase.DONE, download.phase());
        assertEquals(4, download.hops(), "the other way round");
        assertTrue(download.freshRoutes() > 0);
        assertEquals(0, world.network().bodies().alive());
    }

    @Test
    void aSourceThatIsGoneIsGivenUp() {
        Download download = begun(4, 0, 3);
        world.run(300_000);
        world.network().kill(nodes.get(2));
        world.settle();
        assertEquals(Download.Phase.GIVEN_UP, download.phase());
        assertEquals(3, download.freshRoutes());
        assertTrue(download.blocks() > 0);
        assertEquals(0, world.network().bodies().alive());
    }

    @Test
    void blocksThatLaterOnesOvertookAreAskedForAgain() {
        Download download = begun(8, 200, 3);
        // a second of a window that is larger than what waits two seconds: some blocks are dropped on the way
        carrier.shape(Bandwidth.uplink(40_000).queues(Bandwidth.WINDOW_BYTES, 1));
        world.settle();
        assertEquals(Download.Phase.DONE, download.phase());
        assertEquals(200, download.blocks());
        assertTrue(carrier.dropped() > 0);
        assertTrue(download.repeated() > 0);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        String first = manyAtOnce(7);
        assertEquals(first, manyAtOnce(7));
        assertNotEquals(first, manyAtOnce(8));
    }

    private String manyAtOnce(long seed) {
        carrier = new FlowCarrier();
        Downloads downloads = downloads(seed, 4, 0, 3);
        for (int i = 0; i < NODES; i++) {
            downloads.add(nodes.get(i), nodes.get((i + 2) % NODES));
        }
        downloads.find();
        carrier.shape(Bandwidth.uplink(50_000));
        downloads.begin(NODES, 1_000_000, new SplittableRandom(seed));
        world.run(10_000_000);
        Rates rates = downloads.measure(20_000_000);
        assertTrue(rates.total() > 0.8 * NODES * 25_000, "two downloads share an uplink: " + rates.total());
        downloads.stop();
        world.settle();
        assertEquals(0, world.network().bodies().alive());
        return world.network().trace() + rates.blocks();
    }
}
