package org.myrmex.api.mesh;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.VirtualAddress;
import org.osgi.annotation.versioning.ProviderType;

/** An own address as the channel sees it: the private keys stay in the mesh. Any thread. */
@ProviderType
public interface LocalAddress {
    VirtualAddress address();

    AddressRecord record();

    /** The keys of a peer: of whoever answered us, or of whoever asked what we answered; empty when not known. */
    Optional<AddressRecord> peerRecord(VirtualAddress peer);

    /** Hash of the answer that joins us and the peer (protocol 2, {@code ah}); 32 bytes. */
    Optional<byte[]> answerHash(VirtualAddress peer);

    /**
     * Opens an encapsulation for our X-Wing key, on a bounded pool; fails with an exception when it is malformed or the
     * address is gone.
     */
    CompletionStage<byte[]> decapsulate(byte[] encapsulation);

    /** Signs by our Ed25519 key, on a bounded pool. */
    CompletionStage<byte[]> sign(byte[] bytes);
}
