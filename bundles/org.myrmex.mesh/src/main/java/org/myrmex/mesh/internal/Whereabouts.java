package org.myrmex.mesh.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.guard.Network;

/** Where this peer can be dialled, as far as it knows, and whether anybody could. Loop thread only. */
final class Whereabouts {
    static final int MAX_PLACES = 4;
    /** Networks that must say the same before a public address is believed: one teller may lie, or be mistaken. */
    private static final int WITNESSES = 2;

    private static final int MAX_SEEN = 16;
    /** A success counts so long, whatever single neighbours say afterwards. */
    private static final long REACHED_MICROS = 3_600_000_000L;

    private final Identity identity;
    private final Supplier<List<PeerAddress>> doors;
    /** What each network said last, the oldest first. */
    private final Map<String, InetAddress> seen = new LinkedHashMap<>();

    private List<InetAddress> interfaces = List.of();
    private Optional<MeshView.Reachability> reachability = Optional.empty();

    Whereabouts(Identity identity, Supplier<List<PeerAddress>> doors) {
        this.identity = identity;
        this.doors = doors;
    }

    /** A door as somebody outside finds it. */
    record Place(String scheme, InetAddress host, int port) {}

    /** This machine's addresses are these. @return whether they were others */
    boolean interfaces(List<InetAddress> present) {
        boolean others = !interfaces.equals(present);
        interfaces = List.copyOf(present);
        if (others) {
            seen.clear(); // what neighbours saw was another place
        }
        return others;
    }

    void seenAs(Network teller, InetAddress host) {
        if (teller.realm() != Realm.PUBLIC || Realm.of(host) != Realm.PUBLIC) {
            return;
        }
        seen.remove(teller.name());
        seen.put(teller.name(), host);
        if (seen.size() > MAX_SEEN) {
            Iterator<String> oldest = seen.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private boolean isBelieved(InetAddress host) {
        return seen.values().stream().filter(host::equals).count() >= WITNESSES;
    }

    /** Where those of a realm find the doors. */
    List<Place> places(Realm realm) {
        List<Place> places = new ArrayList<>();
        for (PeerAddress door : doors.get()) {
            for (InetAddress host : hosts(door, realm)) {
                if (places.size() < MAX_PLACES) {
                    places.add(new Place(door.scheme(), host, door.port()));
                }
            }
        }
        return places;
    }

    private List<InetAddress> hosts(PeerAddress door, Realm realm) {
        Optional<InetAddress> literal = Gate.literal(door.host());
        if (literal.isEmpty()) {
            return List.of();
        }
        if (!literal.get().isAnyLocalAddress()) {
            return Realm.of(literal.get()) == realm ? List.of(literal.get()) : List.of();
        }
        List<InetAddress> hosts = new ArrayList<>();
        for (InetAddress own : interfaces) {
            if (Realm.of(own) == realm && !own.isLinkLocalAddress()) {
                hosts.add(own);
            }
        }
        if (hosts.isEmpty() && realm == Realm.PUBLIC) {
            seen.values().stream().filter(this::isBelieved).distinct().forEach(hosts::add);
        }
        return hosts;
    }

    /** Whether an address leads to this peer. */
    boolean isOwn(PeerAddress address) {
        if (address.id().equals(Optional.of(identity.id()))) {
            return true;
        }
        Optional<InetAddress> host = Gate.literal(address.host());
        if (host.isEmpty()) {
            return false;
        }
        boolean here = host.get().isLoopbackAddress() || interfaces.contains(host.get()) || isBelieved(host.get());
        for (PeerAddress door : doors.get()) {
            boolean everywhere = Gate.literal(door.host())
                    .filter(InetAddress::isAnyLocalAddress)
                    .isPresent();
            boolean same = Gate.literal(door.host()).equals(host);
            if (door.port() == address.port() && (same || (everywhere && here))) {
                return true;
            }
        }
        return false;
    }

    /** Somebody has tried to dial us. @return whether the verdict is another than before */
    boolean tried(long now, Realm realm, Optional<CloseReason> failure) {
        Optional<MeshView.Reachability> before = reachability;
        boolean reachedLately = before.filter(
                        last -> last.failure().isEmpty() && now - last.triedAtMicros() < REACHED_MICROS)
                .isPresent();
        if (failure.isPresent() && reachedLately) {
            return false;
        }
        reachability = Optional.of(new MeshView.Reachability(failure, realm, now));
        return !before.map(MeshView.Reachability::failure).equals(Optional.of(failure));
    }

    Optional<MeshView.Reachability> reachability() {
        return reachability;
    }
}
