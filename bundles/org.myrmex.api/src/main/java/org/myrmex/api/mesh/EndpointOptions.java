package org.myrmex.api.mesh;

/**
 * How an endpoint behaves.
 *
 * @param purpose one word for the owner's own status display, e.g. {@code search}; never sent
 */
public record EndpointOptions(String purpose) {}
