package org.myrmex.lab.experiment;

import org.myrmex.lab.workload.Download;

/**
 * A network to carry downloads.
 *
 * @param nodes {@link #MIN_RINGS} times the links of a path at least, so that there is no shorter way round
 * @param slots downloads that one uplink carries at the wanted rate
 * @param relays between source and downloader
 * @param rate what makes a download worth its while, useful bytes/s
 * @param window requests under way of a download; 1 is stop-and-wait
 * @param degree links a node of the random mesh
 * @param patienceMicros before a block is asked for again by a fresh route
 * @param warmUpMicros before measuring, where the wanted rate is reckoned with; longer in proportion at a lower one
 * @param measureMicros of each measurement, likewise
 */
public record CapacitySettings(
        int nodes,
        int slots,
        int relays,
        long rate,
        int window,
        double degree,
        long patienceMicros,
        long warmUpMicros,
        long measureMicros) {
    /** Links of a ring over those of a path. */
    static final int MIN_RINGS = 4;
    /** Fresh routes in a row before a download is given up. */
    private static final int TRIES = 8;

    /** The seed's own numbers. */
    public static final CapacitySettings DEFAULT =
            new CapacitySettings(1_000, 3, 4, 5_000, 8, 5, 120_000_000, 60_000_000, 60_000_000);

    /** What all links of a node carry together, bytes/s. */
    public long uplink() {
        return slots * rate;
    }

    /** How each download fetches, without end. */
    Download.Manner manner() {
        return new Download.Manner(window, 0, patienceMicros, TRIES);
    }

    /** The same with another window. */
    CapacitySettings withWindow(int other) {
        return new CapacitySettings(
                nodes, slots, relays, rate, other, degree, patienceMicros, warmUpMicros, measureMicros);
    }

    /** Nodes that it takes at least. */
    public static int leastNodes(int relays) {
        return MIN_RINGS * (relays + 1);
    }
}
