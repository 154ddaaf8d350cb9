package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.myrmex.lab.experiment.MeshSettings.Ends;
import org.myrmex.lab.topology.NeighbourRules;
import org.myrmex.lab.topology.Population;
import org.myrmex.lab.topology.Topology;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.testkit.simulation.LinkQuality;
import org.myrmex.testkit.simulation.VirtualNode;

/** One mesh, from its first search to its last transfer. */
final class MeshRun {
    private static final long END_LINK_MICROS = 10_000;
    /** Nearer pairs have no relay that could be killed. */
    private static final int LEAST_DISTANCE = 2;

    private static final int DRAWS = 1_000;

    private final MeshSettings settings;
    private final World world;
    private final Population population;
    private final PathWatch paths = new PathWatch();
    private final SplittableRandom chance;
    private final List<MeshPair> pairs = new ArrayList<>();
    private final MeshTotals totals;

    /** @param totals where its figures go */
    MeshRun(MeshSettings settings, Conditions conditions, MeshTotals totals) {
        this.settings = settings;
        this.totals = totals;
        this.world = new World(conditions, settings.nodes());
        world.network().observe(paths);
        Topology topology = settings.topology().make(settings.nodes(), settings.degree(), world.chance("topology"));
        int wanted = (int) Math.ceil(settings.degree());
        // a node that lost a link has a free slot, whatever it began with
        NeighbourRules rules = new NeighbourRules(wanted, mostLinks(topology, wanted), 0, settings.relink());
        this.population = new Population(world, topology, rules, this::quality);
        this.chance = world.chance("mesh");
    }

    World world() {
        return world;
    }

    Population population() {
        return population;
    }

    /** The first pair; empty when no two nodes are far enough from each other. */
    List<MeshPair> pairs() {
        return pairs;
    }

    void run() {
        for (int i = 0; i < settings.searches(); i++) {
            search(i);
        }
        for (int kills = 0; kills <= settings.kills(); kills++) {
            if (kills == 0 || kill(kills)) {
                transfer(kills);
            }
        }
    }

    private void search(int number) {
        MeshPair pair = pair(number);
        if (pair == null) {
            totals.noPair();
            return;
        }
        long messages = world.network().messages();
        long reached = paths.queriesDelivered();
        boolean found = pair.search();
        totals.searched(
                found,
                (world.network().messages() - messages) / (double) settings.nodes(),
                (paths.queriesDelivered() - reached) / (double) othersThanTheAsker());
        if (found) {
            pairs.add(pair);
        }
    }

    private int othersThanTheAsker() {
        return world.network().nodes().size() - 1;
    }

    private void transfer(int kills) {
        for (MeshPair pair : pairs) {
            OptionalInt shortest = pair.shortest();
            if (shortest.isEmpty()) {
                totals.cutOff(kills);
                continue;
            }
            for (int i = 0; i < settings.transfers(); i++) {
                long before = world.network().messages();
                MeshPair.Transfer transfer = pair.transfer(shortest.getAsInt());
                totals.transferred(kills, transfer, world.network().messages() - before);
            }
        }
    }

    /** @return false when nothing can be killed any more */
    private boolean kill(int number) {
        for (int i = 0; i < pairs.size(); i++) {
            MeshPair pair = pairs.get((number - 1 + i) % pairs.size());
            OptionalInt victim = pair.victim(chance, this::isEnd);
            if (victim.isPresent()) {
                population.relink(population.kill(List.of(victim.getAsInt())));
                return true;
            }
        }
        return false;
    }

    private MeshPair pair(int number) {
        for (int draws = 0; draws < DRAWS; draws++) {
            int downloader = chance.nextInt(settings.nodes());
            int source = chance.nextInt(settings.nodes());
            OptionalInt distance = population.members().graph().distance(downloader, source);
            if (distance.orElse(0) >= LEAST_DISTANCE && isUnused(downloader, source)) {
                return pair(number, downloader, source);
            }
        }
        return null;
    }

    /** A node serves one conversation at a time. */
    private boolean isUnused(int downloader, int source) {
        return settings.ends() == Ends.LEAF || (!isEnd(downloader) && !isEnd(source));
    }

    private boolean isEnd(int member) {
        return pairs.stream().anyMatch(pair -> pair.uses(member));
    }

    private MeshPair pair(int number, int downloadersMember, int sourcesMember) {
        VirtualNode downloader = population.node(downloadersMember);
        VirtualNode source = population.node(sourcesMember);
        int outerLinks = 0;
        if (settings.ends() == Ends.LEAF) {
            downloader = leaf("D" + number, downloader);
            source = leaf("S" + number, source);
            outerLinks = 2;
        }
        return new MeshPair(
                population.members(),
                new Exchange(world, downloader, source),
                paths,
                downloader,
                downloadersMember,
                sourcesMember,
                outerLinks);
    }

    private VirtualNode leaf(String name, VirtualNode at) {
        VirtualNode leaf = world.add(name);
        world.watched(() -> world.network().link(leaf, at, quality(END_LINK_MICROS)));
        return leaf;
    }

    private LinkQuality quality(long delayMicros) {
        LinkQuality disturbance = settings.disturbance();
        return new LinkQuality(delayMicros, disturbance.jitterMicros(), disturbance.loss(), disturbance.order());
    }

    private static int mostLinks(Topology topology, int wanted) {
        return Math.max(
                wanted,
                topology.neighbours().stream().mapToInt(List::size).max().orElse(wanted));
    }
}
