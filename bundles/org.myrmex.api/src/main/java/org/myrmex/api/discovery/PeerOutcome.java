package org.myrmex.api.discovery;

import java.util.Optional;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;

/**
 * How a dialled address turned out.
 *
 * @param address as it was found; after a success with the id that answered
 * @param failure why not; empty when the link came up
 * @param nowMicros when, microseconds since 1970
 */
public record PeerOutcome(PeerAddress address, Optional<CloseReason> failure, long nowMicros) {}
