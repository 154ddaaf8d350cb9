package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.myrmex.lab.topology.NeighbourRules;
import org.myrmex.lab.topology.Population;
import org.myrmex.lab.topology.Topology;
import org.myrmex.lab.workload.Survey;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * Newcomers, many within a minute, while searches go on. Each looks for neighbours as the rules say, and again from time to
 * time while it has fewer than it wants.
 */
final class Inrush {
    private static final int SECONDS = 60;
    private static final long SECOND_MICROS = 1_000_000;
    private static final long RETRY_MICROS = 5 * SECOND_MICROS;
    /** Owners of what is sought meanwhile, one search a second. */
    private static final int OWNERS = 20;

    private final World world;
    private final Population population;
    private final Survey survey;
    private final SplittableRandom chance;
    private final List<Integer> newcomers = new ArrayList<>();
    private final List<Asked> questions = new ArrayList<>();
    private final long endMicros;
    private long waitedMicros;
    private int linked;

    /** @param nodes that were there */
    private record Asked(Survey.Question question, int nodes) {}

    /**
     * What came of it.
     *
     * @param maxLinks most links that a node takes
     * @param newcomers who came
     * @param linkedShare share of them that has a neighbour
     * @param joinedShare share of them that is in the largest connected part, and not on an island of newcomers
     * @param contentShare share of them that has as many as it wants
     * @param waitMs how long those who have one looked for it, mean, milliseconds
     * @param searches that began during that minute
     * @param reached share of the nodes that were there which such a search reached, mean
     * @param found share of the answers to it that came back, mean
     * @param messagesANode messages that a node received for such a search, answers included
     * @param load how many times as many messages a node receives afterwards as before, when everybody asks as often as before
     */
    record Result(
            int maxLinks,
            int newcomers,
            double linkedShare,
            double joinedShare,
            double contentShare,
            double waitMs,
            int searches,
            double reached,
            double found,
            double messagesANode,
            double load,
            MeshHealth before,
            MeshHealth after,
            String trace) {
        static final List<String> COLUMNS = List.of(
                "maxLinks",
                "newcomers",
                "linkedShare",
                "joinedShare",
                "contentShare",
                "waitMs",
                "searches",
                "reachedShareMeanwhile",
                "foundShareMeanwhile",
                "messagesANodePerSearchMeanwhile",
                "loadFactor");

        List<Object> cells() {
            return List.of(
                    maxLinks,
                    newcomers,
                    linkedShare,
                    joinedShare,
                    contentShare,
                    waitMs,
                    searches,
                    reached,
                    found,
                    messagesANode,
                    load);
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            List<Object> cells = cells();
            for (int i = 0; i < cells.size(); i++) {
                json.put(COLUMNS.get(i), cells.get(i));
            }
            return json;
        }
    }

    private Inrush(World world, Population population) {
        this.world = world;
        this.population = population;
        this.survey = new Survey(world);
        this.chance = world.chance("inrush");
        this.endMicros = world.network().now() + SECONDS * SECOND_MICROS;
    }

    static Result run(Conditions conditions, RobustnessSettings settings, Topology topology, int maxLinks) {
        int count = (int) Math.round(settings.newcomerShare() * topology.nodes());
        World world = new World(conditions, topology.nodes() + count);
        Population population = new Population(world, topology, settings.rules().withMaxLinks(maxLinks));
        SplittableRandom askers = world.chance("askers around an inrush");
        MeshHealth before = MeshHealth.of(world, population, settings.askers(), askers);
        Inrush inrush = new Inrush(world, population);
        population.alive().forEach(inrush.survey::include);
        long messages = world.network().messages();
        double receivers = inrush.minute(count);
        messages = world.network().messages() - messages;
        MeshHealth after = MeshHealth.of(world, population, settings.askers(), askers);
        return inrush.result(
                messages / receivers, before, after, settings.rules().withMaxLinks(maxLinks));
    }

    /** @return the sum over all searches of the nodes that were there */
    private double minute(int count) {
        for (int i = 0; i < count; i++) {
            world.network().at(world.network().now() + chance.nextLong(SECONDS * SECOND_MICROS), this::come);
        }
        double receivers = 0;
        for (int second = 0; second < SECONDS; second++) {
            List<VirtualNode> live = population.alive();
            VirtualNode asker = live.get(chance.nextInt(live.size()));
            questions.add(new Asked(survey.ask(asker, Survey.sample(live, OWNERS, chance)), live.size()));
            receivers += live.size();
            world.run(SECOND_MICROS);
        }
        world.run(RETRY_MICROS);
        world.settle();
        questions.forEach(asked -> survey.end(asked.question()));
        return receivers;
    }

    private void come() {
        int newcomer = population.join();
        newcomers.add(newcomer);
        survey.include(population.node(newcomer));
        seek(newcomer, world.network().now(), false);
    }

    private void seek(int newcomer, long since, boolean wasLinked) {
        population.seek(newcomer);
        boolean isLinked = degree(newcomer) > 0;
        long now = world.network().now();
        if (isLinked && !wasLinked) {
            linked++;
            waitedMicros += now - since;
        }
        if (now < endMicros) {
            world.network().at(now + RETRY_MICROS, () -> seek(newcomer, since, isLinked));
        }
    }

    private long joined() {
        int[] parts = population.members().parts();
        int[] sizes = population.members().partSizes();
        int most = Arrays.stream(sizes).max().orElse(0);
        return newcomers.stream().filter(node -> sizes[parts[node]] == most).count();
    }

    private int degree(int node) {
        return population.members().graph().degree(node);
    }

    private Result result(double messagesANode, MeshHealth before, MeshHealth after, NeighbourRules rules) {
        double reached = 0;
        double found = 0;
        for (Asked asked : questions) {
            reached += MeshHealth.share(asked.question().reachedBelow(asked.nodes()), asked.nodes() - 1);
            found += MeshHealth.share(
                    asked.question().answered(), asked.question().owners());
        }
        long content = newcomers.stream()
                .filter(node -> degree(node) >= rules.wanted())
                .count();
        long have = newcomers.stream().filter(node -> degree(node) > 0).count();
        return new Result(
                rules.maxLinks(),
                newcomers.size(),
                MeshHealth.share(have, newcomers.size()),
                MeshHealth.share(joined(), newcomers.size()),
                MeshHealth.share(content, newcomers.size()),
                linked == 0 ? 0 : waitedMicros / 1_000.0 / linked,
                questions.size(),
                reached / questions.size(),
                found / questions.size(),
                messagesANode,
                after.messagesANode() * after.live() / (before.messagesANode() * before.live()),
                before,
                after,
                world.network().trace());
    }
}
