package org.myrmex.discovery.lan.heard;

import org.myrmex.api.transport.Realm;

/**
 * Who sent a packet, as the packet says: what is capped for each.
 *
 * @param network name of the interface on which it was heard
 * @param address literal, a link-local one with its interface
 * @param realm of this address
 */
public record Sender(String network, String address, Realm realm) {}
