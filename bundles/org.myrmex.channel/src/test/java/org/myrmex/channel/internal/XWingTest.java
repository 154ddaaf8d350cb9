package org.myrmex.channel.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.Kem;

/** The KEM of these tests is the X-Wing that is published, so that what they show holds for it. */
class XWingTest {
    // draft-connolly-cfrg-xwing-kem-08, appendix C, first vector
    private static final byte[] SEED =
            HexFormat.of().parseHex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26");
    private static final byte[] ENCAPSULATION_SEED = HexFormat.of()
            .parseHex("3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e2"
                    + "35b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2");
    private static final String SECRET = "d2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384";
    private static final String KEY_BEGINS = "e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5";
    private static final String ENCAPSULATION_BEGINS = "b83aa828d4d62b9a83ceffe1d3d3bb1e";

    @Test
    void thePublishedVectorComesOut() {
        XWing.Key key = new XWing(new Given(SEED)).generate();
        assertEquals(Kem.PUBLIC_KEY_BYTES, key.publicKey().length);
        assertEquals(KEY_BEGINS, HexFormat.of().formatHex(key.publicKey(), 0, 32));

        Kem.Encapsulated made = new XWing(new Given(ENCAPSULATION_SEED)).encapsulate(key.publicKey());
        assertEquals(Kem.ENCAPSULATION_BYTES, made.encapsulation().length);
        assertEquals(ENCAPSULATION_BEGINS, HexFormat.of().formatHex(made.encapsulation(), 0, 16));
        assertEquals(SECRET, HexFormat.of().formatHex(made.secret()));
        assertArrayEquals(made.secret(), key.decapsulate(made.encapsulation()));
    }

    /** Hands out the bytes of a vector. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;
        private int taken;

        Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, taken, target, 0, target.length);
            taken += target.length;
        }
    }
}
