package org.myrmex.mesh.seal;

import java.security.SecureRandom;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMGenerator;
import org.bouncycastle.pqc.crypto.xwing.XWingKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.xwing.XWingKeyPairGenerator;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.xwing.XWingPublicKeyParameters;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.mesh.Kem.Encapsulated;

/**
 * X-Wing of Bouncy Castle behind one rule: nonsense is an {@link IllegalArgumentException}. The library itself takes a
 * ciphertext that is one byte too long, and throws four kinds of exceptions for the rest.
 */
final class XWing {
    static final int SEED_BYTES = 32;

    private XWing() {}

    /** The public key whose secret half is a seed. */
    static byte[] publicKey(byte[] seed) {
        XWingKeyPairGenerator generator = new XWingKeyPairGenerator();
        generator.init(new XWingKeyGenerationParameters(new Seed(seed)));
        return ((XWingPublicKeyParameters) generator.generateKeyPair().getPublic()).getEncoded();
    }

    static Encapsulated encapsulate(byte[] publicKey, SecureRandom random) {
        if (publicKey.length != Kem.PUBLIC_KEY_BYTES) {
            throw new IllegalArgumentException("an X-Wing key has 1216 bytes, not " + publicKey.length);
        }
        try {
            SecretWithEncapsulation made =
                    new XWingKEMGenerator(random).generateEncapsulated(new XWingPublicKeyParameters(publicKey));
            return new Encapsulated(made.getEncapsulation(), made.getSecret());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not an X-Wing key", e);
        }
    }

    static byte[] decapsulate(byte[] seed, byte[] encapsulation) {
        if (encapsulation.length != Kem.ENCAPSULATION_BYTES) {
            throw new IllegalArgumentException("an encapsulation has 1120 bytes, not " + encapsulation.length);
        }
        try {
            return new XWingKEMExtractor(new XWingPrivateKeyParameters(seed)).extractSecret(encapsulation);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not an X-Wing encapsulation", e);
        }
    }

    /** Hands out a given seed: the library makes key pairs from a source of randomness only. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("an X-Wing pair is made of 32 bytes, not " + bytes.length);
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
