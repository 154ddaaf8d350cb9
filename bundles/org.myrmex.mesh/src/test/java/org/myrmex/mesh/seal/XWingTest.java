package org.myrmex.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.mesh.Kem;

class XWingTest {
    private final Vectors vectors = new Vectors("xwing.properties");
    private final Kem kem = new XWingKem(new SecureRandom());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aSeedGivesTheDraftsPublicKey(int vector) {
        assertArrayEquals(vectors.bytes(vector + ".pk"), XWing.publicKey(vectors.bytes(vector + ".seed")));
    }

    /** A library that hashes its label first gives another secret here. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theDraftsCiphertextGivesTheDraftsSecret(int vector) {
        byte[] secret = XWing.decapsulate(vectors.bytes(vector + ".seed"), vectors.bytes(vector + ".ct"));
        assertEquals(
                HexFormat.of().formatHex(vectors.bytes(vector + ".ss")),
                HexFormat.of().formatHex(secret));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theDraftsRandomnessGivesTheDraftsCiphertext(int vector) {
        Kem.Encapsulated made =
                XWing.encapsulate(vectors.bytes(vector + ".pk"), new FixedRandom(vectors.bytes(vector + ".eseed")));
        assertArrayEquals(vectors.bytes(vector + ".ct"), made.encapsulation());
        assertArrayEquals(vectors.bytes(vector + ".ss"), made.secret());
    }

    @Test
    void whatIsEncapsulatedForAKeyIsOpenedByIt() {
        Kem.KemKey key = kem.generate();
        Kem.Encapsulated made = kem.encapsulate(key.publicKey());
        assertEquals(Kem.PUBLIC_KEY_BYTES, key.publicKey().length);
        assertEquals(Kem.ENCAPSULATION_BYTES, made.encapsulation().length);
        assertEquals(Kem.SECRET_BYTES, made.secret().length);
        assertArrayEquals(made.secret(), key.decapsulate(made.encapsulation()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1119, 1121})
    void anEncapsulationOfAnotherLengthIsRefused(int length) {
        Kem.KemKey key = kem.generate();
        byte[] cut = Arrays.copyOf(kem.encapsulate(key.publicKey()).encapsulation(), length);
        assertThrows(IllegalArgumentException.class, () -> key.decapsulate(cut));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1215, 1217})
    void aPublicKeyOfAnotherLengthIsRefused(int length) {
        byte[] cut = Arrays.copyOf(kem.generate().publicKey(), length);
        assertThrows(IllegalArgumentException.class, () -> kem.encapsulate(cut));
    }

    @Test
    void aZeroCurvePointIsRefusedOnBothSides() {
        Kem.KemKey key = kem.generate();
        byte[] encapsulation = kem.encapsulate(key.publicKey()).encapsulation();
        Arrays.fill(encapsulation, 1088, 1120, (byte) 0);
        assertThrows(IllegalArgumentException.class, () -> key.decapsulate(encapsulation));
        byte[] publicKey = key.publicKey();
        Arrays.fill(publicKey, 1184, 1216, (byte) 0);
        assertThrows(IllegalArgumentException.class, () -> kem.encapsulate(publicKey));
    }

    @Test
    void aLatticeKeyOverTheModulusIsRefused() {
        byte[] publicKey = kem.generate().publicKey();
        Arrays.fill(publicKey, 0, 1152, (byte) 0xFF);
        assertThrows(IllegalArgumentException.class, () -> kem.encapsulate(publicKey));
    }

    @Test
    void anErasedKeyOpensNothing() {
        Kem.KemKey key = kem.generate();
        byte[] encapsulation = kem.encapsulate(key.publicKey()).encapsulation();
        key.erase();
        assertThrows(IllegalStateException.class, () -> key.decapsulate(encapsulation));
    }
}
