package org.myrmex.lab.hostile;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.myrmex.lab.experiment.World;
import org.myrmex.testkit.simulation.VirtualNode;

/** Adds a world's nodes, some of which are adversaries; which ones hangs on the seed alone. */
public final class Adversaries {
    private final World world;
    private final List<Kind> kinds;
    private final BitSet chosen;
    private final Map<Kind, Deeds> deeds = new EnumMap<>(Kind.class);
    private final BitSet placed = new BitSet();
    private final SpyRing spies = new SpyRing();
    private int added;
    private int hostile;

    /**
     * Chooses them.
     *
     * @param kinds in turn, where there are several; none when it is empty
     * @param nodes how many nodes will be added
     * @param share of them that are adversaries, 0 to 1, rounded to whole nodes
     */
    public Adversaries(World world, List<Kind> kinds, int nodes, double share) {
        this.world = world;
        this.kinds = List.copyOf(kinds);
        this.chosen = choose(nodes, kinds.isEmpty() ? 0 : (int) Math.round(share * nodes), world.chance("adversaries"));
        kinds.forEach(kind -> deeds.put(kind, new Deeds()));
    }

    /** Adds the next node, honest or not. */
    public VirtualNode add(String name) {
        int index = added++;
        if (!chosen.get(index)) {
            return world.add(name);
        }
        Kind kind = kinds.get(hostile++ % kinds.size());
        VirtualNode node =
                world.add(name, new Adversary(kind, world.conditions().routing(), deeds.get(kind), spies));
        placed.set(node.number());
        return node;
    }

    public boolean isHonest(VirtualNode node) {
        return !placed.get(node.number());
    }

    /** Adversaries that were added. */
    public int count() {
        return placed.cardinality();
    }

    /** What those of a kind did. */
    public Deeds deeds(Kind kind) {
        return deeds.getOrDefault(kind, new Deeds());
    }

    /** What the spies know. */
    public SpyRing spies() {
        return spies;
    }

    /** As many numbers below another, each choice as likely as any: Floyd's algorithm (Bentley 1987). */
    private static BitSet choose(int nodes, int many, SplittableRandom chance) {
        BitSet chosen = new BitSet(nodes);
        for (int i = nodes - many; i < nodes; i++) {
            int drawn = chance.nextInt(i + 1);
            chosen.set(chosen.get(drawn) ? i : drawn);
        }
        return chosen;
    }
}
