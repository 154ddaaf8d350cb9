package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.mesh.seal.AddressKeys;

/** One virtual address of ours: its keys, whom it has met, and what it still has under way. Any thread. */
final class OwnAddress implements LocalAddress {
    /** Answers that one address can be joined to; the oldest is forgotten. */
    private static final int MAX_ACQUAINTANCES = 1_024;
    /** Datagrams of one address that the first link has not taken yet. */
    private static final int MAX_OUTSTANDING_BYTES = 1 << 20;

    private static final int MAX_SEARCHES = 16;

    /** Why an address is open. */
    enum Purpose {
        /** An endpoint of ours asks from it; it lives until that is closed. */
        INTEREST,
        /** It answered a query; it lives until nothing was heard for ten minutes. */
        ANSWER
    }

    private final AddressKeys keys;
    private final Purpose purpose;
    private final Executor cryptoPool;
    private final AtomicInteger outstandingBytes = new AtomicInteger();
    private final Map<VirtualAddress, Acquaintance> acquaintances = new LinkedHashMap<>();
    private final List<OwnSearch> searches = new ArrayList<>();
    private volatile boolean closed;
    /** Loop thread only. */
    long lastUsedMicros;

    OwnAddress(AddressKeys keys, Purpose purpose, Executor cryptoPool, long now) {
        this.keys = keys;
        this.purpose = purpose;
        this.cryptoPool = cryptoPool;
        this.lastUsedMicros = now;
    }

    private record Acquaintance(AddressRecord record, byte[] answerHash) {}

    Purpose purpose() {
        return purpose;
    }

    AddressKeys keys() {
        return keys;
    }

    /** Somebody whose keys we know now, by the answer that joins us. @return whether we had not met */
    boolean meet(VirtualAddress peer, AddressRecord record, byte[] answerHash) {
        synchronized (acquaintances) {
            // the first answer counts at both ends: a later one would change what a channel under way stands on
            boolean met = acquaintances.putIfAbsent(peer, new Acquaintance(record, answerHash)) != null;
            if (acquaintances.size() > MAX_ACQUAINTANCES) {
                acquaintances.remove(acquaintances.keySet().iterator().next());
            }
            return !met;
        }
    }

    void add(OwnSearch search) {
        synchronized (searches) {
            if (searches.size() >= MAX_SEARCHES) {
                searches.remove(0);
            }
            searches.add(search);
        }
    }

    void remove(OwnSearch search) {
        synchronized (searches) {
            searches.remove(search);
        }
    }

    List<OwnSearch> searches() {
        synchronized (searches) {
            return List.copyOf(searches);
        }
    }

    int searchCount() {
        synchronized (searches) {
            return searches.size();
        }
    }

    int outstandingBytes() {
        return outstandingBytes.get();
    }

    /** Whether so many bytes more may be under way; counted if so. */
    boolean reserve(int bytes) {
        if (closed) {
            return false;
        }
        if (outstandingBytes.addAndGet(bytes) > MAX_OUTSTANDING_BYTES) {
            outstandingBytes.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void written(int bytes) {
        outstandingBytes.addAndGet(-bytes);
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
        keys.erase();
    }

    @Override
    public VirtualAddress address() {
        return keys.address();
    }

    @Override
    public AddressRecord record() {
        return keys.record();
    }

    @Override
    public Optional<AddressRecord> peerRecord(VirtualAddress peer) {
        return acquaintance(peer).map(Acquaintance::record);
    }

    @Override
    public Optional<byte[]> answerHash(VirtualAddress peer) {
        return acquaintance(peer).map(a -> a.answerHash().clone());
    }

    private Optional<Acquaintance> acquaintance(VirtualAddress peer) {
        synchronized (acquaintances) {
            return Optional.ofNullable(acquaintances.get(peer));
        }
    }

    @Override
    public CompletionStage<byte[]> decapsulate(byte[] encapsulation) {
        return compute(() -> keys.decapsulate(encapsulation));
    }

    @Override
    public CompletionStage<byte[]> sign(byte[] bytes) {
        return compute(() -> keys.sign(bytes));
    }

    private CompletionStage<byte[]> compute(Supplier<byte[]> work) {
        try {
            return CompletableFuture.supplyAsync(work, cryptoPool);
        } catch (java.util.concurrent.RejectedExecutionException busy) {
            return CompletableFuture.failedFuture(busy);
        }
    }
}
