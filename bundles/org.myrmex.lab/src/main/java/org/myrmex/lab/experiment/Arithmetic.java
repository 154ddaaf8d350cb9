package org.myrmex.lab.experiment;

/**
 * How many downloads a network of such nodes can carry, as Jason Rohrer reckoned it (seed 000, the interview of 2004): no
 * queue, no header, no request, every path as long as the mean one, every node as busy as the next.
 */
final class Arithmetic {
    private Arithmetic() {}

    /** Each download taxes the uplinks of its source and its relays, each uplink carries so many. */
    static int taxed(int nodes, int slots, int relays) {
        return (int) ((long) nodes * slots / (relays + 1));
    }

    /** Each node does one thing: it uploads, downloads or relays. */
    static int busy(int nodes, int relays) {
        return nodes / (relays + 2);
    }

    /** The rate at which a node gives as much as its own download takes, bytes/s. */
    static long balance(long uplinkBytesPerSecond, int relays) {
        return uplinkBytesPerSecond / (relays + 1);
    }

    /**
     * Stop-and-wait over a chain (notes on ant routing, 4): one block for each round trip, written on every link.
     *
     * @param usefulBytes of a block
     * @param linkBytes that a link writes for it
     * @param delayMicros one way, of a link
     * @return useful bytes/s
     */
    static double stopAndWait(int usefulBytes, double linkBytes, int links, long bytesPerSecond, long delayMicros) {
        double roundTrip = 2e-6 * links * delayMicros;
        return usefulBytes / (roundTrip + links * linkBytes / bytesPerSecond);
    }
}
