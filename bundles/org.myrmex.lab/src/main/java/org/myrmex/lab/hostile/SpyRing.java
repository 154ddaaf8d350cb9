package org.myrmex.lab.hostile;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.myrmex.api.transport.PeerId;

/**
 * What all spies know together: who handed the first of them a query. He is taken for the one who asks, the naive first-spy
 * estimator.
 */
public final class SpyRing {
    /** Queries remembered; the oldest goes first. */
    private static final int MAX_QUERIES = 65_536;

    private final LinkedHashMap<Id, PeerId> first = new LinkedHashMap<>();

    private record Id(long high, long low) {
        static Id of(byte[] id) {
            ByteBuffer bytes = ByteBuffer.wrap(id);
            return new Id(bytes.getLong(), bytes.getLong());
        }
    }

    void heard(byte[] query, PeerId from) {
        first.putIfAbsent(Id.of(query), from);
        if (first.size() > MAX_QUERIES) {
            first.remove(first.keySet().iterator().next());
        }
    }

    /** Who is thought to have asked; empty when no spy heard of it. */
    public Optional<PeerId> guess(byte[] query) {
        return Optional.ofNullable(first.get(Id.of(query)));
    }

    /** Queries that a spy heard of. */
    public int heard() {
        return first.size();
    }
}
