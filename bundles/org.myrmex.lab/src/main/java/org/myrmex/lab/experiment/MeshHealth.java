package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.lab.topology.Population;
import org.myrmex.lab.workload.Survey;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * How a mesh is at one moment. Shares are of the live nodes.
 *
 * @param live nodes
 * @param links between them
 * @param largest share of them in the largest connected part
 * @param parts connected parts
 * @param reached share that a search reaches, mean over the askers
 * @param found share of those who have what is sought whose answers came back, mean over the askers
 * @param messagesANode messages that a node receives for a search, answers included
 * @param queriesANode copies of the question alone that a node receives
 * @param freeSlots links that they would still take
 */
record MeshHealth(
        int live,
        int links,
        double largest,
        int parts,
        double reached,
        double found,
        double messagesANode,
        double queriesANode,
        long freeSlots) {
    /** Owners of what is sought: an answer of each comes back hop by hop, and a chain of clusters has many hops. */
    static final int MOST_OWNERS = 250;

    static final List<String> COLUMNS = List.of(
            "liveNodes",
            "links",
            "largestPartShare",
            "parts",
            "reachedShare",
            "foundShare",
            "messagesANodePerSearch",
            "queryCopiesANodePerSearch",
            "freeSlots");

    /** Searches from several random nodes, one after the other, for something that random nodes have. */
    static MeshHealth of(World world, Population population, int askers, SplittableRandom chance) {
        Survey survey = new Survey(world);
        List<VirtualNode> live = population.alive();
        live.forEach(survey::include);
        double reached = 0;
        double found = 0;
        long messages = world.network().messages();
        long copies = copies(live);
        for (VirtualNode asker : Survey.sample(live, askers, chance)) {
            Survey.Question question = survey.ask(asker, Survey.sample(live, MOST_OWNERS, chance));
            world.settle();
            reached += share(question.reached(), live.size() - 1);
            found += share(question.answered(), question.owners());
            survey.end(question);
        }
        double receivers = (double) Math.min(askers, live.size()) * live.size();
        int[] sizes = population.members().partSizes();
        return new MeshHealth(
                live.size(),
                population.members().graph().links(),
                share(Arrays.stream(sizes).max().orElse(0), live.size()),
                sizes.length,
                reached / Math.min(askers, live.size()),
                found / Math.min(askers, live.size()),
                (world.network().messages() - messages) / receivers,
                (copies(live) - copies) / receivers,
                population.members().freeSlots());
    }

    private static long copies(List<VirtualNode> nodes) {
        return nodes.stream()
                .mapToLong(node -> node.count(RoutingEvent.Kind.QUERY_RECEIVED))
                .sum();
    }

    List<Object> cells() {
        return new ArrayList<>(
                List.of(live, links, largest, parts, reached, found, messagesANode, queriesANode, freeSlots));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Object> cells = cells();
        for (int i = 0; i < cells.size(); i++) {
            json.put(COLUMNS.get(i), cells.get(i));
        }
        return json;
    }

    /** @return 1 of none */
    static double share(long part, long of) {
        return of == 0 ? 1 : (double) part / of;
    }
}
