package org.myrmex.api.discovery;

import org.myrmex.api.transport.PeerAddress;

/**
 * What a neighbour that was dialled has been good for since the last time that this was told, or since its link is up.
 *
 * @param address as it was dialled, with the id that answered
 * @param upMicros how long the link was up, microseconds
 * @param carriedBytes bytes of others' and own data, both ways, that followed a route over it; floods do not count
 * @param nowMicros when, microseconds since 1970
 */
public record PeerUse(PeerAddress address, long upMicros, long carriedBytes, long nowMicros) {}
