package org.myrmex.discovery.hostcache.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.transport.Realm;

class PlaceTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:7082, 127.0.0.1, LOOPBACK",
        "[::1]:7082, ::1, LOOPBACK",
        "192.168.1.5:7082, 192.168.1.5, PRIVATE",
        "[fd00::5]:7082, fd00::5, PRIVATE",
        "192.0.2.1:7082, 192.0.2.1, PUBLIC",
        "0.0.0.0:7082, 0.0.0.0, PUBLIC",
        "[::]:7082, ::, PUBLIC"
    })
    void theRealmIsThatOfTheDoor(String text, String host, Realm realm) {
        assertEquals(Optional.of(new Place(new InetSocketAddress(host, 7082), realm)), Place.of(text));
    }

    @Test
    void aPortAloneIsAllOfTheMachine() {
        Place place = Place.of(" 7082 ").orElseThrow();
        assertTrue(place.address().getAddress().isAnyLocalAddress());
        assertEquals(7082, place.address().getPort());
        assertEquals(Realm.PUBLIC, place.realm());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "localhost:7082", "65536", "-1", "127.0.0.1", "::1:7082", "300.0.0.1:7082", ":7082", "7082:"
            })
    void whatIsNoneIsNone(String text) {
        assertEquals(Optional.empty(), Place.of(text));
    }
}
