package org.myrmex.mesh.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Verdict;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.mesh.seal.SignatureCheck;

/** Signs and checks for routing, on a pool; each link may have only so many checks pending. Loop thread only. */
final class Signatures {
    /** Checks that one link may have pending (design 3). */
    static final int MAX_PENDING_OF_A_LINK = 64;

    private final Loop loop;
    private final RoutingHost routing;
    private final Addresses addresses;
    private final Executor pool;
    private final Map<LinkId, Integer> pending = new HashMap<>();

    Signatures(Loop loop, RoutingHost routing, Addresses addresses, Executor pool) {
        this.loop = loop;
        this.routing = routing;
        this.addresses = addresses;
        this.pool = pool;
    }

    void sign(long job, VirtualAddress address, byte[] bytes) {
        int askedBy = routing.generation();
        Optional<OwnAddress> own = addresses.find(address);
        if (own.isEmpty()) {
            signed(askedBy, job, null);
            return;
        }
        own.get().sign(bytes).whenComplete((signature, failure) -> signed(askedBy, job, signature));
    }

    private void signed(int askedBy, long job, byte[] signature) {
        loop.execute(() -> routing.late(askedBy, loop.now(), (r, now) -> r.signed(now, job, signature)));
    }

    /** Takes the body's reference. */
    void verify(
            long job,
            LinkId charged,
            CompactRecord record,
            byte[] prefix,
            Body body,
            byte[] signature,
            Optional<HashChain> chain) {
        int askedBy = routing.generation();
        int before = pending.getOrDefault(charged, 0);
        if (before >= MAX_PENDING_OF_A_LINK) {
            body.release();
            verified(askedBy, job, Verdict.OVER_LIMIT);
            return;
        }
        pending.put(charged, before + 1);
        try {
            pool.execute(() -> {
                boolean good = false;
                try {
                    good = SignatureCheck.isGood(record, prefix, body, signature, chain);
                } finally {
                    body.release();
                    Verdict verdict = good ? Verdict.GOOD : Verdict.BAD;
                    loop.execute(() -> {
                        pending.computeIfPresent(charged, (link, n) -> n > 1 ? n - 1 : null);
                        verified(askedBy, job, verdict);
                    });
                }
            });
        } catch (RejectedExecutionException busy) {
            pending.computeIfPresent(charged, (link, n) -> n > 1 ? n - 1 : null);
            body.release();
            verified(askedBy, job, Verdict.OVER_LIMIT);
        }
    }

    /** Queued, since routing is still inside the input that asked. */
    private void verified(int askedBy, long job, Verdict verdict) {
        loop.execute(() -> routing.late(askedBy, loop.now(), (r, now) -> r.verified(now, job, verdict)));
    }

    int pendingCount() {
        return pending.values().stream().mapToInt(Integer::intValue).sum();
    }

    void linkDown(LinkId link) {
        pending.remove(link);
    }
}
