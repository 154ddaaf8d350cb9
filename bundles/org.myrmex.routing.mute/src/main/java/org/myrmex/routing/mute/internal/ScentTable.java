package org.myrmex.routing.mute.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.VirtualAddress;

/** Which way each address lies. The address that was used least recently goes first, by age and when the table is full. */
final class ScentTable {
    private final Scent scent;
    private final int maxAddresses;
    private final long lifeMicros;
    /** No trail expires before this: use moves expiry away, and it is asked for with every message. */
    private long nothingExpiresBefore = Long.MAX_VALUE;

    private final LinkedHashMap<VirtualAddress, Trail> trails = new LinkedHashMap<>(16, 0.75f, true);

    ScentTable(Scent scent, int maxAddresses, long lifeMicros) {
        this.scent = scent;
        this.maxAddresses = maxAddresses;
        this.lifeMicros = lifeMicros;
    }

    void lay(VirtualAddress address, LinkId link, long now) {
        Trail trail = trails.get(address);
        if (trail == null) {
            trail = new Trail(scent.capacity());
            trails.put(address, trail);
            nothingExpiresBefore = Math.min(nothingExpiresBefore, now + lifeMicros);
            if (trails.size() > maxAddresses) {
                trails.remove(eldest().getKey());
            }
        }
        trail.lay(link, now);
    }

    /** Takes over what a predecessor knew: pointers laid long ago, used since. */
    void restore(VirtualAddress address, Iterable<LinkId> links, long laidMicros, long usedMicros) {
        links.forEach(link -> lay(address, link, laidMicros));
        trails.get(address).use(usedMicros);
    }

    Optional<LinkId> follow(VirtualAddress address, Predicate<LinkId> usable, RandomGenerator random, long now) {
        Trail trail = trails.get(address);
        if (trail == null) {
            return Optional.empty();
        }
        // every look counts as use, so that the order of the map stays the order of expiry
        trail.use(now);
        return trail.draw(usable, random);
    }

    /** @return whether there was a scent */
    boolean flush(VirtualAddress address) {
        return trails.remove(address) != null;
    }

    /** @return whether any scent pointed at one of these links */
    boolean removeLinks(Predicate<LinkId> gone) {
        boolean any = false;
        for (Trail trail : trails.values()) {
            any |= trail.removeIf(gone);
        }
        trails.values().removeIf(Trail::isEmpty);
        return any;
    }

    void expire(long now) {
        if (now < nothingExpiresBefore) {
            return;
        }
        while (!trails.isEmpty() && eldest().getValue().usedMicros() + lifeMicros <= now) {
            trails.remove(eldest().getKey());
        }
        nothingExpiresBefore =
                trails.isEmpty() ? Long.MAX_VALUE : eldest().getValue().usedMicros() + lifeMicros;
    }

    /** Not later than the next expiry; microseconds since 1970, {@link Long#MAX_VALUE} when there is nothing to expire. */
    long nextExpiry() {
        return nothingExpiresBefore;
    }

    int size() {
        return trails.size();
    }

    /** Every trail, least recently used first. */
    void forEach(BiConsumer<VirtualAddress, Trail> to) {
        trails.forEach(to);
    }

    void show(long now, Predicate<LinkId> usable, Consumer<RouteView> to) {
        new TreeMap<>(trails).forEach((address, trail) -> {
            Map<LinkId, Integer> counts = trail.counts();
            counts.keySet().removeIf(usable.negate());
            double sum = counts.values().stream().mapToInt(Integer::intValue).sum();
            counts.forEach((link, count) ->
                    to.accept(new RouteView(address, link, count / sum, Math.max(0, now - trail.laidMicros()))));
        });
    }

    private Map.Entry<VirtualAddress, Trail> eldest() {
        return trails.entrySet().iterator().next();
    }
}
