package org.myrmex.api.routing;

/**
 * Caps of a routing protocol's tables.
 *
 * @param maxAddresses addresses with a scent
 * @param maxIds message ids remembered for duplicates
 * @param idLifeMillis how long an id is remembered
 * @param scentLifeMillis how long an unused scent lives
 * @param maxHeaderBytes longest header that it may send
 */
public record RoutingLimits(int maxAddresses, int maxIds, long idLifeMillis, long scentLifeMillis, int maxHeaderBytes) {
    /** For a machine of ordinary size. */
    public static final RoutingLimits DEFAULT = new RoutingLimits(16_384, 65_536, 900_000, 600_000, 512);
}
