package org.myrmex.mesh.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
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
    /** Pongs say it anew each minute; what nobody has said for so long was the address of yesterday, and is somebody else's by now. */
    static final long SEEN_MICROS = 3_600_000_000L;

    private static final List<Realm> WIDEST_FIRST = List.of(Realm.PUBLIC, Realm.PRIVATE, Realm.LOOPBACK);
    /** A success counts so long, whatever single neighbours say afterwards. */
    private static final long REACHED_MICROS = 3_600_000_000L;

    private final Identity identity;
    private final LongSupplier clockMicros;
    private final Supplier<List<PeerAddress>> doors;
    /** What each network said last, the oldest first. */
    private final Map<String, Vote> seen = new LinkedHashMap<>();

    private List<InetAddress> interfaces = List.of();
    /** What the last try from each realm gave: a door that this machine opens to itself may be shut to all others. */
    private final Map<Realm, MeshView.Reachability> reachability = new EnumMap<>(Realm.class);

    Whereabouts(Identity identity, LongSupplier clockMicros, Supplier<List<PeerAddress>> doors) {
        this.identity = identity;
        this.clockMicros = clockMicros;
        this.doors = doors;
    }

    /** A door as somebody outside finds it. */
    record Place(String scheme, InetAddress host, int port) {}

    private record Vote(InetAddress host, long saidMicros) {}

    /** This machine's addresses are these. @return whether they were others */
    boolean interfaces(List<InetAddress> present) {
        boolean others = !leadingAway(interfaces).equals(leadingAway(present));
        interfaces = List.copyOf(present);
        if (others) {
            seen.clear(); // what neighbours saw was another place
        }
        return others;
    }

    /** Each container that starts or stops brings a link-local address of IPv6 or takes one away, and nobody far is reached by it. */
    private static List<InetAddress> leadingAway(List<InetAddress> present) {
        return present.stream()
                .filter(one -> !(one instanceof Inet6Address && one.isLinkLocalAddress()))
                .toList();
    }

    void seenAs(Network teller, InetAddress host) {
        if (teller.realm() != Realm.PUBLIC || Realm.of(host) != Realm.PUBLIC) {
            return;
        }
        seen.remove(teller.name());
        seen.put(teller.name(), new Vote(host, clockMicros.getAsLong()));
        if (seen.size() > MAX_SEEN) {
            Iterator<String> oldest = seen.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private boolean isBelieved(InetAddress host) {
        return votes().stream().filter(vote -> vote.host().equals(host)).count() >= WITNESSES;
    }

    /** Those that are not too old, the newest first. */
    private List<Vote> votes() {
        long now = clockMicros.getAsLong();
        seen.values().removeIf(vote -> now - vote.saidMicros() >= SEEN_MICROS);
        List<Vote> votes = new ArrayList<>(seen.values());
        Collections.reverse(votes);
        return votes;
    }

    /** Where those of a realm find the doors, for the first of them. */
    List<Place> places(Realm realm) {
        return places(realm, List.of());
    }

    /**
     * Where those of a realm find the doors.
     *
     * @param neighbours where they are: places in their networks come first, before those of containers that nobody reaches
     */
    List<Place> places(Realm realm, List<InetAddress> neighbours) {
        List<Place> places = new ArrayList<>();
        for (PeerAddress door : doors.get()) {
            hosts(door, realm).forEach(host -> places.add(new Place(door.scheme(), host, door.port())));
        }
        List<InetAddress> nearest = new ArrayList<>();
        for (InetAddress neighbour : neighbours) {
            places.stream()
                    .map(Place::host)
                    .filter(host -> commonBits(host, neighbour) >= 0)
                    .max(Comparator.comparingInt(host -> commonBits(host, neighbour)))
                    .ifPresent(nearest::add);
        }
        places.sort(Comparator.comparingInt(place -> -Collections.frequency(nearest, place.host())));
        return List.copyOf(places.subList(0, Math.min(MAX_PLACES, places.size())));
    }

    /** Leading bits that both have; none of an address of the other family. */
    private static int commonBits(InetAddress one, InetAddress other) {
        BitSet differing = BitSet.valueOf(backwards(one));
        differing.xor(BitSet.valueOf(backwards(other)));
        int bits = one.getAddress().length * Byte.SIZE;
        return one.getAddress().length == other.getAddress().length ? bits - differing.length() : -1;
    }

    private static byte[] backwards(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] backwards = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            backwards[i] = bytes[bytes.length - 1 - i];
        }
        return backwards;
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
        if (realm == Realm.PUBLIC) {
            hosts.addAll(seenWhereNoneOf(hosts));
        }
        return hosts;
    }

    /** Behind the address translation of IPv4 many have a public address of IPv6: each family is looked at alone. */
    private List<InetAddress> seenWhereNoneOf(List<InetAddress> own) {
        return votes().stream()
                .map(Vote::host)
                .distinct()
                .filter(host -> own.stream().noneMatch(one -> one.getClass() == host.getClass()))
                .filter(this::isBelieved)
                .toList();
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

    /** Somebody has tried to dial us from a realm. @return whether the verdict for that realm is another than before */
    boolean tried(long now, Realm realm, Optional<CloseReason> failure) {
        Optional<MeshView.Reachability> before = Optional.ofNullable(reachability.get(realm));
        boolean reachedLately = before.filter(
                        last -> last.failure().isEmpty() && now - last.triedAtMicros() < REACHED_MICROS)
                .isPresent();
        if (failure.isPresent() && reachedLately) {
            return false;
        }
        reachability.put(realm, new MeshView.Reachability(failure, realm, now));
        return !before.map(MeshView.Reachability::failure).equals(Optional.of(failure));
    }

    /**
     * What is shown: the verdict for those farthest away whom this peer has anything to do with.
     *
     * @param linked realms of its links
     */
    Optional<MeshView.Reachability> reachability(Set<Realm> linked) {
        return widest(linked).map(reachability::get);
    }

    /** The widest realm in which it has an address or links. */
    Optional<Realm> widest(Set<Realm> linked) {
        for (Realm realm : WIDEST_FIRST) {
            if (linked.contains(realm) || !places(realm).isEmpty()) {
                return Optional.of(realm);
            }
        }
        return Optional.empty();
    }
}
