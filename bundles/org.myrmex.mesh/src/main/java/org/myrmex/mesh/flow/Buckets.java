package org.myrmex.mesh.flow;

import java.util.function.Consumer;

/**
 * The fixed number of buckets that a link's flows are spread over. While there is room a flow has a bucket of its own, the
 * first free one from where its keyed hash points; beyond that it shares the one that its hash points at. Nothing here is
 * privileged: a peer's own flows are named like any other.
 */
final class Buckets {
    static final int COUNT = 256;
    /** Generations of a bucket's number: the high byte, never 0, so that no number is 0. */
    private static final int GENERATIONS = 255;

    private static final long FORGET_PAUSE_MICROS = 1_000_000;

    private final SipHash hash;
    private final FlowTable<Bucket> byName = new FlowTable<>(COUNT);
    /** Null where none is in use. */
    private final Bucket[] inUse = new Bucket[COUNT];

    private final int[] generations = new int[COUNT];
    private long forgotAtMicros;

    Buckets(SipHash hash) {
        this.hash = hash;
    }

    /** The bucket of a flow. */
    Bucket of(long now, long flow, int windowBytes) {
        long hashed = hash.of(flow);
        Bucket known = byName.get(flow, (int) hashed);
        if (known != null) {
            return known;
        }
        if (byName.size() == COUNT && now - forgotAtMicros >= FORGET_PAUSE_MICROS) {
            forget(now, windowBytes);
        }
        int slot = (int) (hashed >>> Integer.SIZE) & (COUNT - 1);
        if (byName.size() == COUNT) {
            return inUse[slot];
        }
        while (inUse[slot] != null) {
            slot = (slot + 1) & (COUNT - 1);
        }
        Bucket bucket = new Bucket(0, 0);
        inUse[slot] = bucket;
        byName.add(flow, (int) hashed, bucket);
        begin(now, slot, windowBytes);
        return bucket;
    }

    /** Under a number that the receiver does not know, or has long forgotten, a bucket has no debts. */
    private void begin(long now, int slot, int windowBytes) {
        generations[slot] = generations[slot] % GENERATIONS + 1;
        Bucket bucket = inUse[slot];
        bucket.number = generations[slot] << Byte.SIZE | slot;
        bucket.credits = windowBytes;
        bucket.lastSentMicros = now;
    }

    /** By its number on the wire; null when no bucket has it now. */
    Bucket numbered(int number) {
        Bucket bucket = inUse[number & (COUNT - 1)];
        return bucket != null && bucket.number == number ? bucket : null;
    }

    void forEach(Consumer<Bucket> action) {
        for (Bucket bucket : inUse) {
            if (bucket != null) {
                action.accept(bucket);
            }
        }
    }

    /** Frees the buckets of silent flows; one where something waits begins anew, for no credit would ever come. */
    void forget(long now, int windowBytes) {
        forgotAtMicros = now;
        for (int slot = 0; slot < COUNT; slot++) {
            Bucket bucket = inUse[slot];
            if (bucket == null || now - bucket.lastSentMicros <= FlowSender.FORGET_MICROS) {
                continue;
            }
            if (bucket.isEmpty()) {
                byName.removeIf(other -> other == bucket);
                inUse[slot] = null;
            } else {
                begin(now, slot, windowBytes);
            }
        }
    }

    int size() {
        return byName.size();
    }
}
