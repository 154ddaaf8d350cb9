package org.myrmex.launcher.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The network and the figures of MUTE's published experiment, by the reconstruction in {@code mute-experiment.json}.
 * Nodes are named as there: {@code 0} to {@code 10}, {@code D} and {@code S}.
 *
 * @param nodes those whose load was printed, in the order of the printed tables
 * @param downloader who searches and fetches
 * @param source who shares
 * @param steps the search, then three transfers
 * @param route from downloader to source, both included, as it was before anything was killed
 */
record Fixture(
        List<String> nodes, String downloader, String source, List<Link> links, List<Step> steps, List<String> route) {

    /** @param delayMillis one way */
    record Link(String a, String b, long delayMillis) {}

    /**
     * One row of the experiment.
     *
     * @param load messages by node since the beginning, in the order of {@link Fixture#nodes}
     * @param killed who leaves
     * @param killAfterBlocks how far the transfer is then; 0 for before it
     * @param newLinks what is connected after that
     */
    record Step(List<Long> load, Optional<String> killed, int killAfterBlocks, List<Link> newLinks) {}

    /** All peers, those at the ends last. */
    List<String> peers() {
        List<String> peers = new ArrayList<>(nodes);
        peers.add(downloader);
        peers.add(source);
        return peers;
    }

    /** Those of the beginning and those that come later: delays are configured before anything connects. */
    List<Link> linksEver() {
        List<Link> all = new ArrayList<>(links);
        steps.forEach(step -> all.addAll(step.newLinks()));
        return all;
    }

    List<String> relaysOnRoute() {
        return route.stream().filter(nodes::contains).toList();
    }

    List<String> bystanders() {
        return nodes.stream().filter(node -> !route.contains(node)).toList();
    }
}
