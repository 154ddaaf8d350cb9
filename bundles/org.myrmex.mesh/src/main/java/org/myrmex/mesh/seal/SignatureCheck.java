package org.myrmex.mesh.seal;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.transport.Body;

/** The rule of {@code Outbox.verify}: what is signed, and when a hash chain holds. */
public final class SignatureCheck {
    private SignatureCheck() {}

    /**
     * Whether the signature over prefix and SHA-256 of the body is right, and the chain too where there is one. Takes up to 0.3 ms.
     *
     * @param body is read and not changed; the reference stays the caller's
     */
    public static boolean isGood(
            CompactRecord record, byte[] prefix, Body body, byte[] signature, Optional<HashChain> chain) {
        MessageDigest digest = Hashes.digest();
        digest.update(body.view());
        byte[] signed = Hkdf.join(prefix, digest.digest());
        return AddressKeys.verify(record.ed(), signed, signature)
                && chain.map(SignatureCheck::holds).orElse(true);
    }

    private static boolean holds(HashChain chain) {
        if (chain.times() < 0 || chain.times() > HashChain.MAX_TIMES) {
            return false;
        }
        byte[] at = chain.start();
        for (int i = 0; i < chain.times(); i++) {
            at = Hashes.sha256(at);
        }
        return Arrays.equals(at, chain.end());
    }
}
