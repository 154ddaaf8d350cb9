package org.myrmex.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HpkeScheduleTest {
    private final Vectors vectors = new Vectors("hpke.properties");

    @ParameterizedTest
    @ValueSource(strings = {"rfc-aes128", "rfc-chacha", "xwing"})
    void theScheduleIsThatOfThePublishedVectors(String vector) {
        HpkeSchedule schedule = schedule(vector, vectors.bytes(vector + ".shared_secret"));
        assertArrayEquals(vectors.bytes(vector + ".key"), schedule.key());
        assertArrayEquals(vectors.bytes(vector + ".base_nonce"), schedule.baseNonce());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfc-aes128", "rfc-chacha", "xwing"})
    void theFirstMessageSealsToThePublishedBytes(String vector) throws Exception {
        HpkeSchedule schedule = schedule(vector, vectors.bytes(vector + ".shared_secret"));
        assertArrayEquals(vectors.bytes(vector + ".ct"), seal(vector, schedule));
    }

    @Test
    void anXWingSecretKeyOpensThePublishedEncapsulation() throws Exception {
        byte[] secret = XWing.decapsulate(vectors.bytes("xwing.skRm"), vectors.bytes("xwing.enc"));
        assertArrayEquals(vectors.bytes("xwing.pkRm"), XWing.publicKey(vectors.bytes("xwing.skRm")));
        assertArrayEquals(vectors.bytes("xwing.shared_secret"), secret);
        assertArrayEquals(vectors.bytes("xwing.ct"), seal("xwing", schedule("xwing", secret)));
    }

    private HpkeSchedule schedule(String vector, byte[] sharedSecret) {
        HpkeSchedule.Suite suite = new HpkeSchedule.Suite(
                vectors.number(vector + ".kem_id"),
                vectors.number(vector + ".kdf_id"),
                vectors.number(vector + ".aead_id"),
                vectors.bytes(vector + ".key").length);
        return HpkeSchedule.base(suite, sharedSecret, vectors.bytes(vector + ".info"));
    }

    private byte[] seal(String vector, HpkeSchedule schedule) throws Exception {
        Cipher cipher;
        if (vectors.number(vector + ".aead_id") == 3) {
            cipher = Cipher.getInstance("ChaCha20-Poly1305");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(schedule.key(), "ChaCha20"),
                    new IvParameterSpec(schedule.baseNonce()));
        } else {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(schedule.key(), "AES"),
                    new GCMParameterSpec(128, schedule.baseNonce()));
        }
        cipher.updateAAD(vectors.bytes(vector + ".aad"));
        return cipher.doFinal(vectors.bytes(vector + ".pt"));
    }
}
