package org.myrmex.mesh.seal;

import java.security.SecureRandom;
import org.myrmex.api.mesh.Kem;

/** X-Wing as the channel gets it. */
public final class XWingKem implements Kem {
    private final SecureRandom random;

    public XWingKem(SecureRandom random) {
        this.random = random;
    }

    @Override
    public KemKey generate() {
        byte[] seed = new byte[XWing.SEED_BYTES];
        random.nextBytes(seed);
        return new Key(seed);
    }

    @Override
    public Encapsulated encapsulate(byte[] publicKey) {
        return XWing.encapsulate(publicKey, random);
    }

    private static final class Key implements KemKey {
        private final ErasableSecret seed;
        private final byte[] publicKey;

        Key(byte[] seed) {
            this.publicKey = XWing.publicKey(seed);
            this.seed = new ErasableSecret(seed);
        }

        @Override
        public byte[] publicKey() {
            return publicKey.clone();
        }

        @Override
        public byte[] decapsulate(byte[] encapsulation) {
            return seed.with(s -> XWing.decapsulate(s, encapsulation));
        }

        @Override
        public void erase() {
            seed.erase();
        }
    }
}
