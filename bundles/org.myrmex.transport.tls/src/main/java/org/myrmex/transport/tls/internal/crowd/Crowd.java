package org.myrmex.transport.tls.internal.crowd;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Chooses among those before the door. A flood comes from few networks and gets nowhere, an honest handshake is through within
 * milliseconds: so the network that has most loses first, there whoever got least far, of those the eldest. To be served it is
 * the other way round: a network that has few is not kept waiting by one that has many.
 */
public final class Crowd {
    private Crowd() {}

    /**
     * Who goes, so that there is room for the last one; nobody, when there is nobody else.
     *
     * @param eldestFirst everybody, in the order in which they came; the last one counts, but had no time to get anywhere
     */
    public static <G extends Guest> Optional<G> goes(Collection<G> eldestFirst) {
        Map<Network, Integer> sizes = sizes(eldestFirst);
        int largest = sizes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int left = eldestFirst.size();
        G goes = null;
        for (G guest : eldestFirst) {
            left--;
            boolean candidate = left > 0 && sizes.get(guest.network()) == largest;
            if (candidate && (goes == null || guest.progress().compareTo(goes.progress()) < 0)) {
                goes = guest;
            }
        }
        return Optional.ofNullable(goes);
    }

    /**
     * Who is served next.
     *
     * @param eldestFirst everybody, in the order in which they came
     * @param waits who of them has something to be done
     */
    public static <G extends Guest> Optional<G> isNext(Collection<G> eldestFirst, Predicate<G> waits) {
        Map<Network, Integer> sizes = sizes(eldestFirst);
        G next = null;
        for (G guest : eldestFirst) {
            if (waits.test(guest) && (next == null || sizes.get(guest.network()) < sizes.get(next.network()))) {
                next = guest;
            }
        }
        return Optional.ofNullable(next);
    }

    private static Map<Network, Integer> sizes(Collection<? extends Guest> guests) {
        Map<Network, Integer> sizes = new LinkedHashMap<>();
        guests.forEach(guest -> sizes.merge(guest.network(), 1, Integer::sum));
        return sizes;
    }
}
