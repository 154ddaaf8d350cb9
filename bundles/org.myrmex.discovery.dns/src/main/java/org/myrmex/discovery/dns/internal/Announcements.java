package org.myrmex.discovery.dns.internal;

import java.util.List;
import java.util.Optional;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.discovery.dns.zone.Announcement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this peer has to register, as the mesh is at the moment. One thread at a time. */
final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final String domain;
    private final List<PeerAddress> told;
    private boolean complained;

    /** @param told what the operator wants to be registered; none for the doors that are open */
    Announcements(String domain, List<PeerAddress> told) {
        this.domain = domain;
        this.told = List.copyOf(told);
    }

    /** Doors that stand for all addresses of the machine are left out: none of these is known to be the right one. */
    Optional<Announcement> of(MeshView view) {
        List<PeerAddress> doors = view.listening().stream()
                .filter(door -> Hosts.dialable(door.host()))
                .toList();
        if (told.isEmpty() && doors.isEmpty() && !view.listening().isEmpty() && !complained) {
            complained = true;
            LOG.warn("this peer is not registered: it listens at all addresses of the machine; set register.address of "
                    + "org.myrmex.discovery.dns to the one that others can dial");
        }
        return Announcement.of(domain, view.peer(), told.isEmpty() ? doors : told);
    }
}
