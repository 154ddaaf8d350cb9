package org.myrmex.itests;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who is linked with whom, by what the peers say one after the other.
 *
 * @param neighbours of each peer, by ids
 */
record Graph(Map<String, Set<String>> neighbours) {
    private static final Pattern NEIGHBOUR =
            Pattern.compile("\"event\":\"neighbour\",.*?\"address\":\"[^\"#]+#([a-z2-7]{52})\"");

    static Graph of(Collection<TestPeer> peers) throws IOException, InterruptedException {
        Map<String, Set<String>> neighbours = new LinkedHashMap<>();
        for (TestPeer peer : peers) {
            Set<String> ids = NEIGHBOUR
                    .matcher(peer.ask("peers", "--json"))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            neighbours.put(peer.id(), ids);
        }
        return new Graph(neighbours);
    }

    int largestDegree() {
        return neighbours.values().stream().mapToInt(Set::size).max().orElse(0);
    }

    /** Whether each peer reaches every other one over links that both ends know of. */
    boolean isOneMesh() {
        String first = neighbours.keySet().iterator().next();
        Set<String> reached = new TreeSet<>(Set.of(first));
        Deque<String> ahead = new ArrayDeque<>(reached);
        while (!ahead.isEmpty()) {
            String here = ahead.remove();
            for (String there : neighbours.get(here)) {
                boolean both = neighbours.getOrDefault(there, Set.of()).contains(here);
                if (both && reached.add(there)) {
                    ahead.add(there);
                }
            }
        }
        return reached.size() == neighbours.size();
    }

    /** Each peer with its neighbours, by the first letters of their ids. */
    @Override
    public String toString() {
        return neighbours.entrySet().stream()
                .map(peer -> brief(peer.getKey())
                        + peer.getValue().stream().map(Graph::brief).toList())
                .collect(Collectors.joining(" "));
    }

    private static String brief(String id) {
        return id.substring(0, 4);
    }
}
