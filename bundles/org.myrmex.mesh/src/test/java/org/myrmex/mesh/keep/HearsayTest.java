package org.myrmex.mesh.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.mesh.keep.House.HOUR;
import static org.myrmex.mesh.keep.House.MINUTE;
import static org.myrmex.mesh.keep.House.SECOND;
import static org.myrmex.mesh.keep.House.network;
import static org.myrmex.mesh.keep.House.peer;

import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerAddress;

/** How much others can make a peer dial. */
class HearsayTest {
    private final Hearsay hearsay = new Hearsay();
    private long now = 1_000 * HOUR;

    private boolean dial(PeerAddress address) {
        boolean may = hearsay.mayBeDialled(now, address, network(address));
        if (may) {
            hearsay.dialled(now, address, network(address));
        }
        return may;
    }

    @Test
    void aPublicAddressOnceAnHourWhateverThePort() {
        assertTrue(dial(peer("20.0.0.1", 1, 1)));
        now += HOUR - 1;
        assertFalse(dial(peer("20.0.0.1", 1, 1)));
        assertFalse(dial(peer("20.0.0.1", 2, 2)), "its web server is the same victim");
        now += 1;
        assertTrue(dial(peer("20.0.0.1", 2, 2)));
    }

    @Test
    void fourOfAPublicNetworkInAnHour() {
        for (int last = 1; last <= 20; last++) {
            assertEquals(last <= Hearsay.OF_NETWORK, dial(peer("20.0.0." + last, 1, last)));
        }
        assertTrue(dial(peer("20.0.1.1", 1, 30)), "another network is another");
        now += HOUR;
        assertTrue(dial(peer("20.0.0.20", 1, 20)));
    }

    @Test
    void anIpv6NetworkIsOneCustomers() {
        int dialled = 0;
        for (int i = 1; i <= 20; i++) {
            dialled += dial(peer("2a00:1:2:" + i + "::1", 1, i)) ? 1 : 0;
        }
        assertEquals(Hearsay.OF_NETWORK, dialled);
    }

    @Test
    void elsewhereEachPortIsAPeerAndSixteenInAnHour() {
        int dialled = 0;
        for (int port = 1; port <= 40; port++) {
            dialled += dial(peer("127.0.0.1", port, port)) ? 1 : 0;
            assertFalse(dial(peer("127.0.0.1", port, port)));
        }
        assertEquals(Hearsay.OF_LOCAL_ADDRESS, dialled);
    }

    @Test
    void thirtyTwoAtOnceAndThenTwoAMinute() {
        int atOnce = 0;
        for (int number = 0; number < 1000; number++) {
            atOnce += dial(peer(number)) ? 1 : 0;
        }
        assertEquals(Hearsay.AT_ONCE, atOnce);
        int later = 0;
        for (int second = 0; second < 600; second++) {
            now += SECOND;
            later += dial(peer(2000 + second)) ? 1 : 0;
        }
        assertEquals(20, later);
    }

    @Test
    void afterSomeHoursOfQuietThirtyTwoMayBeDialledAtOnceAgain() {
        for (int number = 0; number < Hearsay.AT_ONCE; number++) {
            assertTrue(dial(peer(number)));
        }
        assertFalse(dial(peer(500)));
        now += HOUR;
        int atOnce = 0;
        for (int number = 1000; number < 2000; number++) {
            atOnce += dial(peer(number)) ? 1 : 0;
        }
        assertEquals(Hearsay.AT_ONCE, atOnce);
    }

    @Test
    void whatIsRememberedHasABound() {
        int most = 0;
        for (int number = 0; number < 24 * 120; number++) {
            now += MINUTE / 2;
            dial(peer(number));
            most = Math.max(most, hearsay.size());
        }
        assertTrue(most <= Hearsay.AT_ONCE + 120, most + " in an hour");
        assertTrue(most >= 100, "it was used: " + most);
    }
}
