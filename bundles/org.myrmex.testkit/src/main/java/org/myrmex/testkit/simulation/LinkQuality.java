package org.myrmex.testkit.simulation;

/**
 * How a link treats what is sent over it, either way.
 *
 * @param delayMicros one-way delay, 0 to {@link #MAX_DELAY_MICROS}
 * @param jitterMicros a further delay is drawn for each frame, evenly between 0 and this
 * @param loss share of the frames that are lost, 0 to 1
 * @param order whether a frame may overtake an earlier one that drew a longer delay
 */
public record LinkQuality(long delayMicros, long jitterMicros, double loss, Order order) {
    /** One hour: longer than any timeout of a routing protocol. */
    public static final long MAX_DELAY_MICROS = 3_600_000_000L;

    /** Whether frames stay in line. */
    public enum Order {
        KEPT,
        FREE
    }

    public LinkQuality {
        if (delayMicros < 0 || delayMicros > MAX_DELAY_MICROS || jitterMicros < 0 || jitterMicros > MAX_DELAY_MICROS) {
            throw new IllegalArgumentException(
                    "a delay is 0 to 3,600 s, not " + delayMicros + " + " + jitterMicros + " µs");
        }
        if (!(loss >= 0 && loss <= 1)) {
            throw new IllegalArgumentException("a loss is 0 to 1, not " + loss);
        }
    }

    /** A delay and nothing else. */
    public static LinkQuality delay(long micros) {
        return new LinkQuality(micros, 0, 0, Order.KEPT);
    }

    boolean needsChance() {
        return jitterMicros > 0 || loss > 0;
    }
}
