package org.myrmex.lab.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Which nodes live, who is linked with whom, who has a free slot, and whom the host cache names: what rules look at. It does
 * not decide anything.
 */
public final class Members {
    /** Hosts that the cache names: the last that announced themselves (research, 3.3). */
    public static final int REMEMBERED = 12;

    private final int maxLinks;
    private final Graph graph;
    private final NodeSet alive = new NodeSet();
    private final NodeSet open = new NodeSet();
    private final BitSet farSide = new BitSet();
    /** Links to random far peers; never more than there are links. */
    private final LinkedHashSet<Long> far = new LinkedHashSet<>();

    private final ArrayDeque<Integer> cache = new ArrayDeque<>(REMEMBERED + 1);

    /**
     * A node that has gone, and who lost a link by it.
     *
     * @param bereft its former neighbours, in the order in which the links came
     * @param bereftOfFar those of them for which it was a random far peer, or that were one for it
     */
    public record Loss(int dead, List<Integer> bereft, List<Integer> bereftOfFar) {}

    /** @param maxLinks most links that a node takes; those that have more from the start keep them */
    public Members(Graph graph, int maxLinks) {
        this.graph = graph;
        this.maxLinks = maxLinks;
        for (int node = 0; node < graph.nodes(); node++) {
            alive.set(node, true);
            slotsChanged(node);
            announce(node);
        }
    }

    public Graph graph() {
        return graph;
    }

    public boolean isAlive(int node) {
        return alive.contains(node);
    }

    /** Live nodes in rising order. */
    public int[] alive() {
        return alive.sorted();
    }

    public int aliveCount() {
        return alive.size();
    }

    /** Links that a live node would still take. */
    public int free(int node) {
        return isAlive(node) ? Math.max(0, maxLinks - graph.degree(node)) : 0;
    }

    /** Links that all live nodes would still take. */
    public long freeSlots() {
        return Arrays.stream(alive()).mapToLong(this::free).sum();
    }

    /** Whether there could be such a link: both live on the same side, it is not there, and both have a free slot. */
    public boolean mayLink(int a, int b) {
        return a != b && free(a) > 0 && free(b) > 0 && farSide.get(a) == farSide.get(b) && !graph.linked(a, b);
    }

    /** Nodes of each connected part of the live ones. */
    public int[] partSizes() {
        return Repair.sizes(parts());
    }

    /** The number of the connected part in which each live node is, from 0; -1 for the dead. */
    public int[] parts() {
        return graph.components(this::isAlive);
    }

    /** A random live node with a free slot. */
    public OptionalInt drawOpen(SplittableRandom chance) {
        return open.draw(chance);
    }

    /** A random live node. */
    public OptionalInt drawAlive(SplittableRandom chance) {
        return alive.draw(chance);
    }

    /** Whom the host cache names to a node, oldest first: live ones with a free slot. */
    public List<Integer> cached(int asker) {
        List<Integer> hosts = new ArrayList<>(cache);
        hosts.removeIf(host -> host == asker || free(host) == 0 || farSide.get(host) != farSide.get(asker));
        return hosts;
    }

    /** Random far peers of a node. */
    public int farPeers(int node) {
        int count = 0;
        for (int i = 0; i < graph.degree(node); i++) {
            count += isFar(node, graph.neighbour(node, i)) ? 1 : 0;
        }
        return count;
    }

    /** Whether a link was made to a random far peer. */
    public boolean isFar(int a, int b) {
        return far.contains(key(a, b));
    }

    public boolean haveCommonNeighbour(int a, int b) {
        for (int i = 0; i < graph.degree(a); i++) {
            if (graph.linked(graph.neighbour(a, i), b)) {
                return true;
            }
        }
        return false;
    }

    /** Ends nodes at once, after which the others do what the rules say: for graphs that nobody simulates. */
    public void lose(List<Integer> doomed, NeighbourRules rules, SplittableRandom chance) {
        List<Loss> losses = doomed.stream().map(this::kill).toList();
        for (Loss loss : losses) {
            rules.afterLoss(this, loss, chance).forEach(this::link);
        }
    }

    /** Adds a live node without links. @return its number */
    int add() {
        int node = graph.add();
        revive(node);
        return node;
    }

    void revive(int node) {
        alive.set(node, true);
        slotsChanged(node);
    }

    /** Ends a live node and its links. */
    Loss kill(int node) {
        List<Integer> bereft = new ArrayList<>();
        List<Integer> bereftOfFar = new ArrayList<>();
        alive.set(node, false);
        cache.remove(node);
        for (int neighbour : graph.neighbours(node)) {
            if (isFar(node, neighbour)) {
                bereftOfFar.add(neighbour);
            }
            bereft.add(neighbour);
            unlink(node, neighbour);
        }
        slotsChanged(node);
        return new Loss(node, bereft, bereftOfFar);
    }

    /** @throws IllegalStateException when there may be no such link */
    void link(NeighbourRules.Proposal proposal) {
        if (!mayLink(proposal.a(), proposal.b())) {
            throw new IllegalStateException("a rule proposes the link " + proposal + ", which breaks a cap");
        }
        graph.link(proposal.a(), proposal.b());
        if (proposal.why() == NeighbourRules.Proposal.Why.FAR_PEER) {
            far.add(key(proposal.a(), proposal.b()));
        }
        slotsChanged(proposal.a());
        slotsChanged(proposal.b());
    }

    void unlink(int a, int b) {
        graph.unlink(a, b);
        far.remove(key(a, b));
        slotsChanged(a);
        slotsChanged(b);
    }

    /** A node tells the host cache that it has a free slot; the oldest entry goes, full ones before it. */
    void announce(int node) {
        cache.remove(node);
        if (free(node) == 0) {
            return;
        }
        cache.removeIf(host -> free(host) == 0);
        cache.addLast(node);
        if (cache.size() > REMEMBERED) {
            cache.removeFirst();
        }
    }

    /** Nodes on different sides cannot be linked. */
    void side(int node, boolean isFarSide) {
        farSide.set(node, isFarSide);
    }

    private void slotsChanged(int node) {
        open.set(node, free(node) > 0);
    }

    private static long key(int a, int b) {
        return ((long) Math.min(a, b) << Integer.SIZE) | Math.max(a, b);
    }
}
