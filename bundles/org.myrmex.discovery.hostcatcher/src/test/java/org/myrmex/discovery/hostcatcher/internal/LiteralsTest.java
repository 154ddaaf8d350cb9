package org.myrmex.discovery.hostcatcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;

class LiteralsTest {
    @Test
    void aNeighbourIsSpelledAsInRecords() {
        assertEquals("tls://[2001:db8:0:0:0:0:0:1]:7081", canonical("tls://[2001:db8::1]:7081"));
        assertEquals("tls://127.0.0.1:7081", canonical("tls://127.0.0.1:7081"));
        assertEquals("tls://peer.example:7081", canonical("tls://peer.example:7081"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "peer.example",
                "localhost",
                "1.2.3",
                "256.0.0.1",
                "1.2.3.4.5",
                "fe80::1%eth0",
                ":::",
                "0x7f.1",
                "beef"
            })
    void whatIsNoAddressIsNotLookedUp(String name) {
        assertEquals(Optional.empty(), Literals.of(name));
    }

    private static String canonical(String address) {
        return Literals.canonical(new Neighbour(PeerAddress.parse(address), Realm.PUBLIC, true))
                .address()
                .toString();
    }
}
