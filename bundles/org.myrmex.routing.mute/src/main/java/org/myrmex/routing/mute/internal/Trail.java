package org.myrmex.routing.mute.internal;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.LinkId;

/** The scent of one address: the links by which its last messages came, oldest first. */
final class Trail {
    private final int capacity;
    private final ArrayDeque<LinkId> links = new ArrayDeque<>(1);
    private long laidMicros;
    private long usedMicros;

    Trail(int capacity) {
        this.capacity = capacity;
    }

    void lay(LinkId link, long now) {
        if (links.size() == capacity) {
            links.removeFirst();
        }
        links.addLast(link);
        laidMicros = now;
        usedMicros = now;
    }

    void use(long now) {
        usedMicros = now;
    }

    /** A uniformly random one of the usable pointers; a link that stands there more often is drawn more often. */
    Optional<LinkId> draw(Predicate<LinkId> usable, RandomGenerator random) {
        int candidates = 0;
        LinkId last = null;
        for (LinkId link : links) {
            if (usable.test(link)) {
                candidates++;
                last = link;
            }
        }
        if (candidates < 2) {
            return Optional.ofNullable(last);
        }
        int skip = random.nextInt(candidates);
        return links.stream().filter(usable).skip(skip).findFirst();
    }

    boolean removeIf(Predicate<LinkId> gone) {
        return links.removeIf(gone);
    }

    boolean isEmpty() {
        return links.isEmpty();
    }

    int size() {
        return links.size();
    }

    void forEach(Consumer<LinkId> to) {
        links.forEach(to);
    }

    /** How often each link stands in it, in order of link. */
    Map<LinkId, Integer> counts() {
        TreeMap<LinkId, Integer> counts = new TreeMap<>();
        links.forEach(link -> counts.merge(link, 1, Integer::sum));
        return counts;
    }

    long laidMicros() {
        return laidMicros;
    }

    long usedMicros() {
        return usedMicros;
    }
}
