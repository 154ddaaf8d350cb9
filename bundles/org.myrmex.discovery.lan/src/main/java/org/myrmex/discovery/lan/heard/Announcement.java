package org.myrmex.discovery.lan.heard;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/** One instance as its sender told of it so far; the records of it come in any order. */
final class Announcement {
    /** Addresses of one instance; a peer announces one on each network and family. */
    static final int MAX_HOSTS = 4;

    final Sender sender;
    /** How often each was dialled in vain; whichever was heard of last is last. */
    private final LinkedHashMap<String, Integer> hosts = new LinkedHashMap<>();
    /** Addresses that were left out, since they reach another realm than the sender's. */
    final TreeSet<String> strays = new TreeSet<>();

    private String target = "";
    private int port;
    Optional<PeerId> id = Optional.empty();
    long heardMicros;
    long keptUntilMicros;

    Announcement(Sender sender) {
        this.sender = sender;
    }

    void heard(long nowMicros, long untilMicros) {
        heardMicros = nowMicros;
        keptUntilMicros = untilMicros;
    }

    void isAt(String newTarget, int newPort) {
        boolean moved = !target.equalsIgnoreCase(newTarget) || port != newPort;
        if (moved) {
            hosts.clear();
            strays.clear();
        }
        target = newTarget.toLowerCase(Locale.ROOT);
        port = newPort;
    }

    boolean targets(String host) {
        return target.equalsIgnoreCase(host);
    }

    /** Also whoever moves without a word is found again: of too many addresses the one that is silent longest goes. */
    void reach(String host) {
        Integer failures = hosts.remove(host);
        if (hosts.size() == MAX_HOSTS) {
            hosts.remove(hosts.keySet().iterator().next());
        }
        hosts.put(host, failures == null ? 0 : failures);
    }

    void strays(String host) {
        if (strays.size() < MAX_HOSTS) {
            strays.add(host);
        }
    }

    boolean isComplete() {
        return port > 0 && port <= 65535 && !hosts.isEmpty();
    }

    /** Where it can be dialled; none until everything of it was told. */
    List<Place> places() {
        return isComplete()
                ? hosts.entrySet().stream()
                        .map(host ->
                                new Place(new PeerAddress("tls", host.getKey(), port, id), host.getValue(), sender))
                        .toList()
                : List.of();
    }

    boolean isAt(PeerAddress place) {
        return place.port() == port && hosts.containsKey(place.host());
    }

    /**
     * One address of the peer.
     *
     * @param failures how often it was dialled in vain
     * @param teller who said so
     */
    record Place(PeerAddress address, int failures, Sender teller) {
        /** What failed least; of those IPv4, since not every door is open to both. */
        static final Comparator<Place> BEST_FIRST = Comparator.comparingInt(Place::failures)
                .thenComparing(place -> place.address().host().indexOf(':') >= 0)
                .thenComparing(place -> place.address().host());
    }

    void failed(PeerAddress address) {
        if (address.port() == port) {
            hosts.computeIfPresent(address.host(), (host, failures) -> failures + 1);
        }
    }
}
