package org.myrmex.channel.internal;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMGenerator;
import org.bouncycastle.pqc.crypto.xwing.XWingKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.xwing.XWingKeyPairGenerator;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.xwing.XWingPublicKeyParameters;
import org.myrmex.api.mesh.Kem;

/** The real KEM, as the mesh wraps it; without its care for strange exceptions, so that ours is tested. */
final class XWing implements Kem {
    private final SecureRandom random;

    XWing(SecureRandom random) {
        this.random = random;
    }

    @Override
    public Key generate() {
        XWingKeyPairGenerator generator = new XWingKeyPairGenerator();
        generator.init(new XWingKeyGenerationParameters(random));
        return new Key(generator.generateKeyPair());
    }

    @Override
    public Encapsulated encapsulate(byte[] publicKey) {
        SecretWithEncapsulation made =
                new XWingKEMGenerator(random).generateEncapsulated(new XWingPublicKeyParameters(publicKey));
        return new Encapsulated(made.getEncapsulation(), made.getSecret());
    }

    /** A pair. */
    static final class Key implements KemKey {
        private final byte[] seed;
        private final byte[] publicKey;

        Key(AsymmetricCipherKeyPair pair) {
            this.seed =
                    ((XWingPrivateKeyParameters) pair.getPrivate()).getSeed().clone();
            this.publicKey = ((XWingPublicKeyParameters) pair.getPublic()).getEncoded();
        }

        Key(byte[] seed) {
            this.seed = seed.clone();
            this.publicKey = new byte[0];
        }

        @Override
        public byte[] publicKey() {
            return publicKey.clone();
        }

        @Override
        public byte[] decapsulate(byte[] encapsulation) {
            return new XWingKEMExtractor(new XWingPrivateKeyParameters(seed)).extractSecret(encapsulation);
        }

        @Override
        public void erase() {
            Arrays.fill(seed, (byte) 0);
        }
    }
}
