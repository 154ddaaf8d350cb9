package org.myrmex.api.routing;

/**
 * One routing entry, for {@code routes} and for the lab.
 *
 * @param address where it leads
 * @param next the neighbour that it points at
 * @param weight share of the traffic that it draws, above 0 to 1
 * @param ageMicros since it was last strengthened
 */
public record RouteView(VirtualAddress address, LinkId next, double weight, long ageMicros) {}
