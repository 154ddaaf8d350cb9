package org.myrmex.api.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

class PeerRecordTest {
    private static final int DAY = 20_000;

    private final KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

    PeerRecordTest() throws Exception {}

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "2001:db8::7", "127.0.5.1", "10.0.0.1", "fe80::1"})
    void whatIsSignedIsReadBack(String host) throws Exception {
        InetAddress address = InetAddress.getByName(host);
        PeerRecord record = PeerRecord.sign(key, "tls", address, 65_535, DAY);
        ByteBuffer wire = ByteBuffer.allocate(300)
                .put(record.encode())
                .put(record.encode())
                .flip();

        assertEquals(record, PeerRecord.decode(wire).orElseThrow());
        assertEquals(record, PeerRecord.decode(wire).orElseThrow(), "one behind the other");
        assertEquals(Optional.empty(), PeerRecord.decode(wire));
        PeerId id = PeerId.of(
                MessageDigest.getInstance("SHA-256").digest(key.getPublic().getEncoded()));
        assertEquals(new PeerAddress("tls", address.getHostAddress(), 65_535, Optional.of(id)), record.address());
        assertEquals(Realm.of(address), record.realm());
        assertEquals(DAY, record.day());
    }

    @Test
    void noByteOfItCanBeChanged() throws Exception {
        byte[] right = PeerRecord.sign(key, "tls", InetAddress.getByName("192.0.2.7"), 4_000, DAY)
                .encode();
        for (int i = 0; i < right.length; i++) {
            byte[] changed = right.clone();
            changed[i] ^= 1;
            assertFalse(PeerRecord.decode(ByteBuffer.wrap(changed)).isPresent(), "byte " + i);
            assertFalse(PeerRecord.decode(ByteBuffer.wrap(right, 0, i)).isPresent(), "cut at " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.1.2.3", "::", "224.0.0.1", "ff02::1", "255.255.255.255", "240.0.0.1"})
    void whereNobodyCanBeDialledIsNoPlace(String host) throws Exception {
        InetAddress address = InetAddress.getByName(host);
        assertThrows(IllegalArgumentException.class, () -> PeerRecord.sign(key, "tls", address, 4_000, DAY));
    }

    @Test
    void portsAndSchemesHaveTheirBounds() throws Exception {
        InetAddress host = InetAddress.getByName("192.0.2.7");
        assertThrows(IllegalArgumentException.class, () -> PeerRecord.sign(key, "tls", host, 0, DAY));
        assertThrows(IllegalArgumentException.class, () -> PeerRecord.sign(key, "toolong", host, 1, DAY));
        assertThrows(IllegalArgumentException.class, () -> PeerRecord.sign(key, "T", host, 1, DAY));
        InetAddress longest = InetAddress.getByName("2001:db8::7");
        assertTrue(PeerRecord.sign(key, "memory", longest, 1, DAY).encode().length == PeerRecord.MAX_BYTES);
    }
}
