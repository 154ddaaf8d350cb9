package org.myrmex.lab.eclipse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * How honest peers stand at one moment.
 *
 * @param moment after what
 * @param honest that are there
 * @param eclipsed of these: have neighbours, and all of them are hostile
 * @param alone of these: have no neighbour
 * @param restarted honest peers that came back before this moment
 * @param restartedEclipsed of these
 * @param links of honest peers
 * @param hostileLinks of these, that lead to a hostile one
 * @param fewest links of an honest peer
 * @param most links of an honest peer
 * @param connected in the largest part of the mesh that honest peers make by themselves
 */
public record Census(
        String moment,
        int honest,
        int eclipsed,
        int alone,
        int restarted,
        int restartedEclipsed,
        int links,
        int hostileLinks,
        int fewest,
        int most,
        int connected) {
    static Census of(String moment, List<Peer> all, List<Peer> restarted) {
        List<Peer> honest =
                all.stream().filter(peer -> peer.isUp() && !peer.isHostile()).toList();
        int alone = 0;
        int links = 0;
        int hostileLinks = 0;
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (Peer peer : honest) {
            int degree = peer.lines.size();
            alone += degree == 0 ? 1 : 0;
            links += degree;
            hostileLinks += hostile(peer);
            fewest = Math.min(fewest, degree);
            most = Math.max(most, degree);
        }
        return new Census(
                moment,
                honest.size(),
                eclipsed(honest),
                alone,
                restarted.size(),
                eclipsed(restarted),
                links,
                hostileLinks,
                fewest,
                most,
                connected(honest));
    }

    private static int hostile(Peer peer) {
        return (int) peer.lines.values().stream()
                .filter(line -> line.other(peer).isHostile())
                .count();
    }

    private static int eclipsed(List<Peer> peers) {
        return (int) peers.stream()
                .filter(peer -> !peer.lines.isEmpty() && hostile(peer) == peer.lines.size())
                .count();
    }

    private static int connected(List<Peer> honest) {
        TreeSet<Integer> seen = new TreeSet<>();
        int largest = 0;
        for (Peer peer : honest) {
            int before = seen.size();
            ArrayDeque<Peer> waiting = new ArrayDeque<>();
            if (seen.add(peer.number)) {
                waiting.add(peer);
            }
            while (!waiting.isEmpty()) {
                Peer next = waiting.remove();
                List<Line> lines = new ArrayList<>(next.lines.values());
                for (Line line : lines) {
                    Peer other = line.other(next);
                    if (!other.isHostile() && other.isUp() && seen.add(other.number)) {
                        waiting.add(other);
                    }
                }
            }
            largest = Math.max(largest, seen.size() - before);
        }
        return largest;
    }
}
