package org.myrmex.lab.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How networks grow by a cache of the hosts that were seen last, as MUTE's did: each newcomer links with hosts out of the
 * last {@link #REMEMBERED} that have a free slot, and keeps one slot free for whoever comes next, without which the network
 * would close. What grows is a long chain of clusters (the research's extreme model). Connected as it grows.
 */
final class HostCache {
    static final int REMEMBERED = 12;

    private HostCache() {}

    static Graph make(int nodes, double degree, SplittableRandom chance) {
        Graph graph = new Graph(nodes);
        int slots = Math.max(2, (int) Math.ceil(degree));
        ArrayDeque<Integer> cache = new ArrayDeque<>(REMEMBERED + 1);
        for (int newcomer = 0; newcomer < nodes; newcomer++) {
            List<Integer> hosts = new ArrayList<>(cache);
            for (int left = slots - 1; left > 0 && !hosts.isEmpty(); left--) {
                graph.link(newcomer, hosts.remove(chance.nextInt(hosts.size())));
            }
            cache.removeIf(host -> graph.degree(host) >= slots);
            cache.addLast(newcomer);
            if (cache.size() > REMEMBERED) {
                cache.removeFirst();
            }
        }
        return graph;
    }
}
