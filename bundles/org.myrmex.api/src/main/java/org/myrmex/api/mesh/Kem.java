package org.myrmex.api.mesh;

import org.osgi.annotation.versioning.ProviderType;

/**
 * X-Wing (X25519 and ML-KEM-768) for the channel's own keys. Each call computes for up to a millisecond on the caller's
 * thread.
 */
@ProviderType
public interface Kem {
    int PUBLIC_KEY_BYTES = 1216;
    int ENCAPSULATION_BYTES = 1120;
    int SECRET_BYTES = 32;

    /** A fresh pair. */
    KemKey generate();

    /**
     * A secret for the owner of a key.
     *
     * @throws IllegalArgumentException when it is no such key
     */
    Encapsulated encapsulate(byte[] publicKey);

    /** A pair whose secret half stays inside. */
    @ProviderType
    interface KemKey {
        byte[] publicKey();

        /** @throws IllegalArgumentException when it is no such encapsulation */
        byte[] decapsulate(byte[] encapsulation);

        /** Forgets the secret half. */
        void erase();
    }

    /**
     * A secret and what carries it.
     *
     * @param encapsulation 1120 bytes
     * @param secret 32 bytes
     */
    record Encapsulated(byte[] encapsulation, byte[] secret) {}
}
