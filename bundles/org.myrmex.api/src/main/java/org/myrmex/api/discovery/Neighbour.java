package org.myrmex.api.discovery;

import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;

/**
 * A direct neighbour.
 *
 * @param address as dialled, or where it came from, whose port nobody listens on; with its peer id
 * @param realm how far that address reaches
 * @param dialledByUs whether the port of the address is one that it listens on
 */
public record Neighbour(PeerAddress address, Realm realm, boolean dialledByUs) {}
