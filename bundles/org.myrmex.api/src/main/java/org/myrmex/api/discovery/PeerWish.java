package org.myrmex.api.discovery;

import java.time.Duration;

/**
 * What the mesh lacks.
 *
 * @param wanted addresses that would be enough, 1 to 1,000; more are ignored
 * @param patience how long the source may take
 */
public record PeerWish(int wanted, Duration patience) {}
