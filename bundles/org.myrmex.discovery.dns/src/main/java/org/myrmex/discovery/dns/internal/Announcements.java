package org.myrmex.discovery.dns.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.dns.zone.Announcement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this peer has to register, as the mesh is at the moment. One thread at a time. */
final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    /** A peer that has just started has not heard yet how others see it: two minutes of looks. */
    private static final int LOOKS_BEFORE_COMPLAINT = 12;

    private final String domain;
    private final List<PeerAddress> told;
    private final Supplier<List<PeerAddress>> seen;
    private int looks;

    /**
     * @param told what the operator wants to be registered; none for the doors that are open
     * @param seen public places where this peer can be dialled as far as it knows, its neighbours' word included
     */
    Announcements(String domain, List<PeerAddress> told, Supplier<List<PeerAddress>> seen) {
        this.domain = domain;
        this.told = List.copyOf(told);
        this.seen = seen;
    }

    /** For doors that stand for all addresses of the machine, the public ones at which it can be reached. */
    Optional<Announcement> of(MeshView view) {
        return Announcement.of(domain, view.peer(), told.isEmpty() ? doors(view) : told);
    }

    private List<PeerAddress> doors(MeshView view) {
        List<PeerAddress> doors = new ArrayList<>(view.listening());
        boolean wide = doors.removeIf(door -> !Hosts.dialable(door.host()));
        if (wide && !triedInVain(view)) {
            seen.get().stream().filter(place -> Hosts.dialable(place.host())).forEach(doors::add);
        }
        if (wide && doors.isEmpty() && ++looks == LOOKS_BEFORE_COMPLAINT) {
            LOG.warn("this peer is not registered: it listens at all addresses of the machine, and none of them is"
                    + " known to be public and open; set register.address of org.myrmex.discovery.dns to the one"
                    + " that others can dial");
        }
        return doors;
    }

    /** A place that nobody can dial costs everybody who asks a dial in vain. */
    private static boolean triedInVain(MeshView view) {
        return view.reachability()
                .filter(last -> last.realm() == Realm.PUBLIC && last.failure().isPresent())
                .isPresent();
    }
}
