package org.myrmex.api.routing;

import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/**
 * What routing may know of a neighbour.
 *
 * @param peer its peer id
 * @param dialledByUs an outbound link
 * @param pinned dialled by us with the peer id named beforehand
 * @param realm how far its address reaches
 * @param upSinceMicros since when the link is up, microseconds since 1970
 */
public record LinkFacts(PeerId peer, boolean dialledByUs, boolean pinned, Realm realm, long upSinceMicros) {}
