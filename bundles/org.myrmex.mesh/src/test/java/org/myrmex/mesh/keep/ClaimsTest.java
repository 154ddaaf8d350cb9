package org.myrmex.mesh.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.mesh.keep.House.HOUR;
import static org.myrmex.mesh.keep.House.network;
import static org.myrmex.mesh.keep.House.peer;

import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerAddress;

/** How much a neighbour can have dialled at the address that it comes from. */
class ClaimsTest {
    private final Claims claims = new Claims();
    private long now = 1_000 * HOUR;

    private boolean dial(PeerAddress claim) {
        boolean may = claims.mayBeDialled(now, claim, network(claim));
        if (may) {
            claims.dialled(now, claim, network(claim));
        }
        return may;
    }

    @Test
    void aPlaceIsKnockedAtOnceAnHourWhateverKeysClaimIt() {
        assertTrue(dial(peer("127.0.0.9", 7081, 1)));
        for (int key = 2; key < 100; key++) {
            assertFalse(dial(peer("127.0.0.9", 7081, key)));
        }
        now += HOUR;
        assertTrue(dial(peer("127.0.0.9", 7081, 100)));
    }

    @Test
    void whereTheNeighbourIsItMayBeLookedForAgainSooner() {
        PeerAddress claim = peer("20.0.0.1", 7081, 1);
        assertTrue(dial(claim));
        claims.reached(now, claim);
        assertFalse(dial(claim));
        now += Claims.PAUSE_MICROS;
        assertTrue(dial(claim));
        assertFalse(dial(peer("20.0.0.1", 7081, 2)), "that is no proof for another key");
        claims.failed(claim);
        now += Claims.PAUSE_MICROS;
        assertFalse(dial(claim), "it is not there any more");
    }

    @Test
    void whoWasFoundLongAgoIsForgotten() {
        for (int i = 0; i < 10_000; i++) {
            PeerAddress claim = peer("20." + i / 250 + "." + i % 250 + ".1", 7081, i);
            claims.reached(now, claim);
        }
        assertEquals(Claims.MAX_PROVEN, claims.size());
    }
}
