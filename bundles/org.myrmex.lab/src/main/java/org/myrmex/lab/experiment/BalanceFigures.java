package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How evenly one run used equal routes, and what it cost.
 *
 * @param loads messages that each relay received while blocks were fetched, by route
 * @param maxOverMean load of the route with the highest one, in mean loads: 1 is even, the number of routes is all on one
 * @param variation standard deviation of the routes' loads, in mean loads: 0 is even
 * @param evenness entropy of the routes' shares, in that of equal ones: 1 is even, 0 is all on one
 * @param latencyMillis from sending a request to the block's arrival, virtual milliseconds, mean
 * @param messagesPerBlock over all links, for a request and its block
 * @param messagesPerSearch over all links, for a query and its answer
 */
record BalanceFigures(
        List<List<Long>> loads,
        double maxOverMean,
        double variation,
        double evenness,
        double latencyMillis,
        double messagesPerBlock,
        double messagesPerSearch) {

    /** @param loads by route and relay, not all of them 0 */
    static BalanceFigures of(long[][] loads, double latencyMillis, double messagesPerBlock, double messagesPerSearch) {
        double[] routes = Arrays.stream(loads)
                .mapToDouble(relays -> Arrays.stream(relays).sum())
                .toArray();
        double sum = Arrays.stream(routes).sum();
        double mean = sum / routes.length;
        double most = 0;
        double squares = 0;
        double entropy = 0;
        for (double load : routes) {
            most = Math.max(most, load);
            squares += (load - mean) * (load - mean);
            double share = load / sum;
            entropy -= share == 0 ? 0 : share * StrictMath.log(share);
        }
        List<List<Long>> copies = new ArrayList<>();
        for (long[] relays : loads) {
            copies.add(Arrays.stream(relays).boxed().toList());
        }
        return new BalanceFigures(
                copies,
                most / mean,
                Math.sqrt(squares / routes.length) / mean,
                entropy / StrictMath.log(routes.length),
                latencyMillis,
                messagesPerBlock,
                messagesPerSearch);
    }

    /** Load of each route: the sum of its relays'. */
    List<Long> routes() {
        return loads.stream()
                .map(relays -> relays.stream().mapToLong(Long::longValue).sum())
                .toList();
    }
}
