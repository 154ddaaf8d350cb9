package org.myrmex.api.mesh;

/**
 * A query of somebody, to which no answer is owed.
 *
 * @param service the name asked for
 * @param payload what is asked; not to be changed, logged or kept
 */
public record Query(String service, byte[] payload) {}
