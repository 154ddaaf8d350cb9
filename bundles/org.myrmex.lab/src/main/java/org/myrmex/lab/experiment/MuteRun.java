package org.myrmex.lab.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.lab.fixture.Fixture;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.testkit.simulation.VirtualNode;

/** A fixture's network, and its steps one after the other. Nothing is sent again: what is lost is counted. */
final class MuteRun {
    private final Fixture fixture;
    private final World world;
    private final Progress progress;
    private final Map<String, VirtualNode> nodes = new LinkedHashMap<>();
    private final VirtualNode downloader;
    private final VirtualNode source;
    private final Exchange exchange;

    /**
     * What came of a step.
     *
     * @param arrived answers of a search, or pairs of a transfer of which both messages arrived
     * @param load messages that each of the fixture's nodes received since the beginning, in their order
     * @param route from downloader to source, after the step
     */
    record Row(Fixture.Step step, int arrived, List<Integer> load, ScentRoute route) {}

    MuteRun(Fixture fixture, Conditions conditions, Progress progress) {
        this.fixture = fixture;
        this.progress = progress;
        this.world = new World(conditions, fixture.peers().size());
        fixture.peers().forEach(name -> nodes.put(name, world.add(name)));
        this.downloader = nodes.get(fixture.downloader());
        this.source = nodes.get(fixture.source());
        fixture.links().forEach(this::link);
        this.exchange = new Exchange(world, downloader, source);
    }

    /** Runs the next step. */
    Row run(Fixture.Step step, String label) throws LabException {
        step.killBefore().ifPresent(this::kill);
        step.newLinks().forEach(this::link);
        int arrived =
                switch (step.action()) {
                    case SEARCH -> exchange.search() ? 1 : 0;
                    case TRANSFER -> transfer(step, label);
                };
        List<Integer> load = fixture.nodes().stream()
                .map(name -> nodes.get(name).receptions())
                .toList();
        return new Row(step, arrived, load, ScentRoute.of(downloader, source, exchange.owner()));
    }

    /** The hash over everything that happened so far. */
    String trace() {
        return world.network().trace();
    }

    private int transfer(Fixture.Step step, String label) throws LabException {
        int arrived = 0;
        for (int pair = 0; pair < step.pairs(); pair++) {
            progress.at(label, pair, step.pairs(), "pairs");
            killAfter(pair, step);
            arrived += exchange.pair() ? 1 : 0;
        }
        killAfter(step.pairs(), step);
        return arrived;
    }

    private void killAfter(int pairs, Fixture.Step step) {
        step.kill().filter(kill -> kill.afterPairs() == pairs).ifPresent(kill -> kill(kill.node()));
    }

    private void kill(String node) {
        world.watched(() -> world.network().kill(nodes.get(node)));
    }

    private void link(Fixture.Link link) {
        world.watched(() -> world.network().link(nodes.get(link.a()), nodes.get(link.b()), link.delayMicros()));
    }
}
