package org.myrmex.mesh.flow;

/**
 * What flow 0 of a link (queries, answers, all that is broadcast) may carry, in bytes and, for queries, in number: each of them
 * makes work for many peers. It is taken before anything of the frame is read, above all before a signature is checked.
 */
final class BroadcastBudget {
    /** Of a sender. */
    private static final long BYTES_PER_SECOND = 2L << 20;

    private static final long BURST_BYTES = 512 * 1024;
    /** Of a sender: the queries of 10,000 peers that ask once in 40 s each. */
    private static final long QUERIES_PER_SECOND = 256;

    private static final long QUERY_BURST = 256;

    /** A receiver lets twice the rate pass. */
    private static final int TOLERANCE = 2;

    /** And what gathers while nothing is read; what gathered for longer is of no use (protocol 1). */
    private static final long LATE_SECONDS = FlowSender.MAX_WAIT_MICROS / 1_000_000;

    private final TokenBucket bytes;
    private final TokenBucket queries;

    private BroadcastBudget(TokenBucket bytes, TokenBucket queries) {
        this.bytes = bytes;
        this.queries = queries;
    }

    static BroadcastBudget ofSender() {
        return new BroadcastBudget(
                new TokenBucket(BYTES_PER_SECOND, BURST_BYTES), new TokenBucket(QUERIES_PER_SECOND, QUERY_BURST));
    }

    static BroadcastBudget ofReceiver() {
        return new BroadcastBudget(tolerant(BYTES_PER_SECOND, BURST_BYTES), tolerant(QUERIES_PER_SECOND, QUERY_BURST));
    }

    private static TokenBucket tolerant(long perSecond, long burst) {
        return new TokenBucket(TOLERANCE * perSecond, burst + LATE_SECONDS * perSecond);
    }

    /** Whether a frame may pass now. */
    boolean has(long now, int cost) {
        return bytes.has(now, cost) && (!isQuery(cost) || queries.has(now, 1));
    }

    /** Counts one that passes. */
    void spend(long now, int cost) {
        bytes.charge(now, cost);
        if (isQuery(cost)) {
            queries.charge(now, 1);
        }
    }

    /** One that was counted did not pass. */
    void giveBack(int cost) {
        bytes.giveBack(cost);
        if (isQuery(cost)) {
            queries.giveBack(1);
        }
    }

    /** When a frame may pass, if none passes until then. */
    long readyAt(long now, int cost) {
        long ready = bytes.readyAt(now, cost);
        return isQuery(cost) ? Math.max(ready, queries.readyAt(now, 1)) : ready;
    }

    /** By its size class, which is a query's alone on flow 0 (protocol 3): what a frame says of itself is not read here. */
    static boolean isQuery(int cost) {
        return cost == SizeClass.QUERY_BYTES;
    }
}
