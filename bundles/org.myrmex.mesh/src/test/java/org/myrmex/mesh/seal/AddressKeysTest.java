package org.myrmex.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.VirtualAddress;

class AddressKeysTest {
    private static final byte[] MESSAGE = "an announcement".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random = new SecureRandom();
    private final byte[] secret = new byte[32];

    @Test
    void theAddressIsTheHashThatTheProtocolNames() throws Exception {
        AddressKeys keys = AddressKeys.generate(random);
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        hash.update("myrmex/1 va".getBytes(StandardCharsets.US_ASCII));
        hash.update((byte) 1);
        hash.update(keys.record().ed());
        hash.update(MessageDigest.getInstance("SHA-256").digest(keys.record().xw()));
        assertEquals(VirtualAddress.of(hash.digest()), keys.address());
    }

    @Test
    void wholeAndCompactRecordHaveTheSameAddress() {
        AddressKeys keys = AddressKeys.generate(random);
        assertEquals(keys.address(), AddressKeys.addressOf(keys.record()));
        assertEquals(keys.address(), AddressKeys.addressOf(keys.compact()));
    }

    @Test
    void anotherHalfOfTheRecordIsAnotherAddress() {
        AddressKeys a = AddressKeys.generate(random);
        AddressKeys b = AddressKeys.generate(random);
        assertNotEquals(
                a.address(),
                AddressKeys.addressOf(
                        new AddressRecord(a.record().ed(), b.record().xw())));
        assertNotEquals(
                a.address(),
                AddressKeys.addressOf(
                        new CompactRecord(b.compact().ed(), a.compact().xwHash())));
    }

    @Test
    void aSignatureIsGoodForItsKeyAndMessageOnly() {
        AddressKeys keys = AddressKeys.generate(random);
        byte[] signature = keys.sign(MESSAGE);
        assertTrue(AddressKeys.verify(keys.record().ed(), MESSAGE, signature));
        assertFalse(AddressKeys.verify(AddressKeys.generate(random).record().ed(), MESSAGE, signature));
        assertFalse(AddressKeys.verify(keys.record().ed(), new byte[0], signature));
        signature[63] ^= 1;
        assertFalse(AddressKeys.verify(keys.record().ed(), MESSAGE, signature));
    }

    @Test
    void keysAndSignaturesOfAnotherLengthAreNotGood() {
        AddressKeys keys = AddressKeys.generate(random);
        assertFalse(AddressKeys.verify(new byte[31], MESSAGE, keys.sign(MESSAGE)));
        assertFalse(AddressKeys.verify(keys.record().ed(), MESSAGE, new byte[65]));
        assertFalse(AddressKeys.verify(keys.record().ed(), MESSAGE, new byte[0]));
    }

    /** RFC 8032, 7.1, TEST 2. */
    @Test
    void signaturesAreThoseOfTheStandard() {
        HexFormat hex = HexFormat.of();
        byte[] ed = hex.parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        byte[] signature = hex.parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        byte[] seeds = new byte[64];
        System.arraycopy(
                hex.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"), 0, seeds, 0, 32);
        AddressKeys keys = AddressKeys.generate(new FixedRandom(seeds));
        assertArrayEquals(ed, keys.record().ed());
        assertArrayEquals(signature, keys.sign(new byte[] {0x72}));
        assertTrue(AddressKeys.verify(ed, new byte[] {0x72}, signature));
    }

    @Test
    void oneSecretAndContextGiveOneAddress() {
        AddressKeys first = AddressKeys.fromSeed(secret, MESSAGE);
        AddressKeys again = AddressKeys.fromSeed(secret, MESSAGE);
        assertEquals(first.address(), again.address());
        assertArrayEquals(first.sign(MESSAGE), again.sign(MESSAGE));
        Kem.Encapsulated made = new XWingKem(random).encapsulate(first.record().xw());
        assertArrayEquals(made.secret(), again.decapsulate(made.encapsulation()));
    }

    @Test
    void anotherContextOrSecretGivesAnotherAddress() {
        VirtualAddress address = AddressKeys.fromSeed(secret, MESSAGE).address();
        assertNotEquals(address, AddressKeys.fromSeed(secret, new byte[0]).address());
        byte[] other = secret.clone();
        other[0] = 1;
        assertNotEquals(address, AddressKeys.fromSeed(other, MESSAGE).address());
        assertThrows(IllegalArgumentException.class, () -> AddressKeys.fromSeed(new byte[16], MESSAGE));
    }

    @Test
    void erasedKeysNeitherSignNorOpenButKeepTheirAddress() {
        AddressKeys keys = AddressKeys.generate(random);
        Kem.Encapsulated made = new XWingKem(random).encapsulate(keys.record().xw());
        keys.erase();
        assertThrows(IllegalStateException.class, () -> keys.sign(MESSAGE));
        assertThrows(IllegalStateException.class, () -> keys.decapsulate(made.encapsulation()));
        assertEquals(keys.address(), AddressKeys.addressOf(keys.record()));
    }
}
