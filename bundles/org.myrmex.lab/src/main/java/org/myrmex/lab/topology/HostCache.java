package org.myrmex.lab.topology;

import java.util.SplittableRandom;

/**
 * How networks grow by a cache of the hosts that were seen last, as MUTE's did: each newcomer links with hosts out of the
 * last {@link Members#REMEMBERED} that have a free slot, and keeps one slot free for whoever comes next, without which the
 * network would close. What grows is a long chain of clusters (the research's extreme model). Connected as it grows.
 */
final class HostCache {
    private HostCache() {}

    static Graph make(int nodes, double degree, SplittableRandom chance) {
        int slots = Math.max(2, (int) Math.ceil(degree));
        NeighbourRules rules = new NeighbourRules(slots - 1, slots, 0, NeighbourRules.Relink.NONE);
        Members members = new Members(new Graph(0), slots);
        for (int i = 0; i < nodes; i++) {
            int newcomer = members.add();
            rules.joining(members, newcomer, chance).forEach(members::link);
            members.announce(newcomer);
        }
        return members.graph();
    }
}
