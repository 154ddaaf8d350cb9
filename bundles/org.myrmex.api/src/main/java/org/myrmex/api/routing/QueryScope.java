package org.myrmex.api.routing;

import java.time.Duration;

/**
 * How far a query should go. Routing widens it in rounds and stops by not starting the next one.
 *
 * @param wanted answers that are enough, 1 to 10,000
 * @param patience how long the asker waits
 */
public record QueryScope(int wanted, Duration patience) {
    /** About a hundred answers within half a minute. */
    public static final QueryScope DEFAULT = new QueryScope(100, Duration.ofSeconds(30));

    public QueryScope {
        if (wanted < 1 || wanted > 10_000) {
            throw new IllegalArgumentException("wanted answers are 1 to 10,000, not " + wanted);
        }
    }
}
