package org.myrmex.lab.experiment;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.lab.topology.Members;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.testkit.simulation.VirtualNode;

/** A downloader and its source in a mesh. */
final class MeshPair {
    private final Members members;
    private final Exchange exchange;
    private final PathWatch paths;
    private final VirtualNode downloader;
    /** Members that they are, or hang on: never killed, else there would be nothing left to route. */
    private final int downloadersMember;

    private final int sourcesMember;
    /** Links between the ends and these. */
    private final int outerLinks;

    /**
     * What one transfer came to.
     *
     * @param sent messages that were sent
     * @param arrived those of them that arrived
     * @param stretch mean of links crossed by links needed, of those that arrived
     * @param needed links that all that were sent would have crossed on shortest paths
     */
    record Transfer(int sent, int arrived, double stretch, long needed) {}

    MeshPair(
            Members members,
            Exchange exchange,
            PathWatch paths,
            VirtualNode downloader,
            int downloadersMember,
            int sourcesMember,
            int outerLinks) {
        this.members = members;
        this.exchange = exchange;
        this.paths = paths;
        this.downloader = downloader;
        this.downloadersMember = downloadersMember;
        this.sourcesMember = sourcesMember;
        this.outerLinks = outerLinks;
    }

    boolean search() {
        return exchange.search();
    }

    /** Links that a message must cross at least; empty when no way is left. */
    OptionalInt shortest() {
        OptionalInt inner = members.graph().distance(downloadersMember, sourcesMember);
        return inner.isPresent() ? OptionalInt.of(inner.getAsInt() + outerLinks) : inner;
    }

    /** One after the other; a request that is lost has no block. */
    Transfer transfer(int shortest) {
        int sent = 0;
        int arrived = 0;
        double stretch = 0;
        for (int pair = 0; pair < MeshSettings.PAIRS; pair++) {
            boolean requested = exchange.request(SendOptions.DEFAULT);
            sent++;
            if (requested) {
                arrived++;
                stretch += exchange.hops() / (double) shortest;
                sent++;
                if (exchange.block(SendOptions.DEFAULT)) {
                    arrived++;
                    stretch += exchange.hops() / (double) shortest;
                }
            }
        }
        return new Transfer(sent, arrived, stretch / arrived, 2L * MeshSettings.PAIRS * shortest);
    }

    /**
     * A random relay of the way that the last block took; empty when there is none that may be killed.
     *
     * @param spared members at which somebody would be cut off
     */
    OptionalInt victim(SplittableRandom chance, IntPredicate spared) {
        List<Integer> relays = paths.lastTo(downloader).stream()
                .filter(node -> node < members.graph().nodes() && members.isAlive(node))
                .filter(node -> !spared.test(node))
                .toList();
        return relays.isEmpty() ? OptionalInt.empty() : OptionalInt.of(relays.get(chance.nextInt(relays.size())));
    }

    VirtualNode downloader() {
        return downloader;
    }

    /** Whether it ends or hangs there. */
    boolean uses(int member) {
        return member == downloadersMember || member == sourcesMember;
    }

    /** Numbers of the nodes by which the last message came to the downloader, nearest first. */
    List<Integer> path() {
        return paths.lastTo(downloader);
    }
}
