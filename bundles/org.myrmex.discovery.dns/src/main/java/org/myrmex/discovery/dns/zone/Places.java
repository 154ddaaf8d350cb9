package org.myrmex.discovery.dns.zone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.transport.PeerAddress;

/** Addresses in order, each place once: with the id, where any of its records has one. */
final class Places {
    private final LinkedHashMap<String, PeerAddress> byPlace = new LinkedHashMap<>();

    void add(PeerAddress address) {
        PeerAddress place = new PeerAddress(address.scheme(), address.host(), address.port(), Optional.empty());
        byPlace.merge(place.toString(), address, (first, second) -> first.id().isPresent() ? first : second);
    }

    List<PeerAddress> all() {
        return new ArrayList<>(byPlace.values());
    }
}
