package org.myrmex.sharing.searches;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.myrmex.api.mesh.EndpointOptions;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.sharing.ContentId;

/** The open interests of the peer. Any thread. */
public final class Interests {
    /** As long as answers live: no use of an address without one. */
    public static final long KEPT_MICROS = 600_000_000L;

    private static final int MAX_OPEN = 64;

    private final Mesh mesh;
    private final Clock clock;
    private final Set<Interest> open = new LinkedHashSet<>();

    public Interests(Mesh mesh, Clock clock) {
        this.mesh = mesh;
        this.clock = clock;
    }

    /**
     * A fresh interest, retained once for the caller.
     *
     * @param purpose for the own status display
     * @throws IllegalStateException one line, when there are too many in use or the mesh has stopped
     */
    public synchronized Interest open(String purpose) {
        sweep();
        if (open.size() >= MAX_OPEN) {
            Interest oldest = open.stream()
                    .filter(interest -> !interest.isUsed())
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalStateException(MAX_OPEN + " searches and downloads are open; end some of them"));
            end(oldest);
        }
        Interest interest = new Interest(mesh.open(new EndpointOptions(purpose)));
        open.add(interest);
        return interest;
    }

    /**
     * Who said lately that he has it, to the newest search that found it. To no other: whoever is asked for one content from two
     * addresses knows that they are one peer's. Each offer's interest is retained for the caller.
     */
    public synchronized List<Interest.Offer> recent(ContentId id) {
        sweep();
        List<Interest.Offer> newest = List.of();
        for (Interest interest : open) {
            List<Interest.Offer> usable = interest.offers(id).stream()
                    .filter(offer -> offer.heardMicros() >= clock.nowMicros() - KEPT_MICROS)
                    .toList();
            newest = usable.isEmpty() ? newest : usable;
        }
        newest.forEach(offer -> offer.interest().retain());
        return newest;
    }

    /** What somebody called it lately. */
    public synchronized Optional<String> recentName(ContentId id) {
        return open.stream()
                .flatMap(interest -> interest.offers(id).stream())
                .map(offer -> offer.hit().name())
                .findFirst();
    }

    /** Counts down; the interest goes when nobody has used it for 10 minutes. */
    public void release(Interest interest) {
        interest.release(clock.nowMicros());
    }

    /** An interest that is of no use any more, as its address is gone. */
    public synchronized void discard(Interest interest) {
        end(interest);
    }

    /** Closes what nobody needs any more. */
    public synchronized void sweep() {
        long now = clock.nowMicros();
        for (Interest interest : List.copyOf(open)) {
            if (!interest.isUsed() && now - interest.idleSinceMicros() >= KEPT_MICROS) {
                end(interest);
            }
        }
    }

    public synchronized int size() {
        return open.size();
    }

    public synchronized void close() {
        List.copyOf(open).forEach(this::end);
    }

    private void end(Interest interest) {
        if (open.remove(interest)) {
            interest.close();
        }
    }
}
