package org.myrmex.discovery.hostcatcher.caught;

import org.myrmex.api.transport.PeerAddress;

/** Where somebody can be dialled, whoever it is. */
public record Place(String scheme, String host, int port) {
    private static final int IPV6_GROUPS = 3;

    /** The place of an address. */
    public static Place of(PeerAddress address) {
        return new Place(address.scheme(), address.host(), address.port());
    }

    /** What one customer of a provider has, of a literal host: the first 24 bits of IPv4, the first 48 of IPv6. */
    String network() {
        if (host.indexOf(':') < 0) {
            return host.substring(0, Math.max(0, host.lastIndexOf('.')));
        }
        int end = -1;
        for (int group = 0; group < IPV6_GROUPS; group++) {
            int next = host.indexOf(':', end + 1);
            end = next < 0 ? host.length() : next;
        }
        return host.substring(0, end);
    }
}
