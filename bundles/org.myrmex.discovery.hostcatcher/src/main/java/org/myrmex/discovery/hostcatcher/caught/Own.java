package org.myrmex.discovery.hostcatcher.caught;

import java.util.List;
import java.util.Optional;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/**
 * This peer itself, whom nobody needs to name to it.
 *
 * @param id empty while it is not known yet
 * @param addresses where it can be dialled
 */
public record Own(Optional<PeerId> id, List<PeerAddress> addresses) {
    public Own {
        addresses = List.copyOf(addresses);
    }

    boolean is(Named named) {
        return id.equals(named.address().id())
                || addresses.stream()
                        .anyMatch(own -> own.id().equals(named.address().id())
                                || Place.of(own).equals(Place.of(named.address())));
    }
}
