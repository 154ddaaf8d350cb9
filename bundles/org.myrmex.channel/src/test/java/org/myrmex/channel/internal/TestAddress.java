package org.myrmex.channel.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.myrmex.api.mesh.AnswerListener;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.mesh.Search;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.channel.core.Sha256;

/** An own address with real keys. */
final class TestAddress implements LocalAddress, Endpoint {
    private static final byte[] LABEL = "myrmex/1 va".getBytes(StandardCharsets.US_ASCII);

    private final Pool pool;
    private final Kem.KemKey key;
    private final AddressRecord record;
    private final VirtualAddress address;
    private final TreeMap<VirtualAddress, AddressRecord> records = new TreeMap<>();
    private final TreeMap<VirtualAddress, byte[]> answers = new TreeMap<>();

    /** Where the mesh would open encapsulations. */
    interface Pool {
        void run(long delayMicros, Runnable task);
    }

    TestAddress(Kem kem, Random random, Pool pool) {
        byte[] ed = new byte[AddressRecord.ED_BYTES];
        random.nextBytes(ed);
        this.pool = pool;
        this.key = kem.generate();
        this.record = new AddressRecord(ed, key.publicKey());
        this.address = VirtualAddress.of(Sha256.of(LABEL, new byte[] {1}, ed, Sha256.of(key.publicKey())));
    }

    /** Both know each other by an answer. */
    static void join(TestAddress asker, TestAddress answerer, byte[] answerHash) {
        asker.knows(answerer, answerHash);
        answerer.knows(asker, answerHash);
    }

    void knows(TestAddress peer, byte[] answerHash) {
        records.put(peer.address, peer.record);
        answers.put(peer.address, answerHash);
    }

    void forget(TestAddress peer) {
        records.remove(peer.address);
        answers.remove(peer.address);
    }

    @Override
    public VirtualAddress address() {
        return address;
    }

    @Override
    public AddressRecord record() {
        return record;
    }

    @Override
    public Optional<AddressRecord> peerRecord(VirtualAddress peer) {
        return Optional.ofNullable(records.get(peer));
    }

    @Override
    public Optional<byte[]> answerHash(VirtualAddress peer) {
        return Optional.ofNullable(answers.get(peer)).map(byte[]::clone);
    }

    @Override
    public CompletionStage<byte[]> decapsulate(byte[] encapsulation) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        pool.run(1000, () -> {
            try {
                result.complete(key.decapsulate(encapsulation));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Override
    public CompletionStage<byte[]> sign(byte[] bytes) {
        throw new UnsupportedOperationException("the channel signs nothing yet");
    }

    @Override
    public int maxQuery() {
        throw new UnsupportedOperationException("no query here");
    }

    @Override
    public Search query(String service, byte[] payload, QueryScope scope, AnswerListener listener) {
        throw new UnsupportedOperationException("no query here");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("closed by the wire");
    }
}
