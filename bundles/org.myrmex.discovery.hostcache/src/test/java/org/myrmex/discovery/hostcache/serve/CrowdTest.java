package org.myrmex.discovery.hostcache.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.discovery.hostcache.limit.Network;

class CrowdTest {
    private final Crowd<String> crowd = new Crowd<>();

    @Test
    void aNetworkPushesOutItsOwn() {
        crowd.enter("other", network(2), 0);
        for (int i = 0; i < Crowd.MAX_OF_A_NETWORK; i++) {
            assertEquals(List.of(), crowd.enter("c" + i, network(1), i));
        }
        assertEquals(List.of("c0"), crowd.enter("next", network(1), 99));
        assertEquals(List.of("c1"), crowd.enter("next", network(1), 99));
    }

    @Test
    void whenAllPlacesAreTakenTheOldestGoes() {
        for (int i = 0; i < Crowd.MAX; i++) {
            assertEquals(List.of(), crowd.enter("c" + i, network(i), i));
        }
        assertEquals(List.of("c0"), crowd.enter("next", network(100), 99));
    }

    @Test
    void whoLeavesMakesRoom() {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < 10 * Crowd.MAX; i++) {
            String connection = "c" + i;
            out.addAll(crowd.enter(connection, network(1), i));
            crowd.leave(connection);
        }
        assertEquals(List.of(), out);
    }

    @Test
    void eachHasItsTime() {
        crowd.enter("first", network(1), 0);
        crowd.enter("second", network(1), 1);
        assertEquals(List.of(), crowd.late(Crowd.MAX_AGE_MICROS - 1));
        assertEquals(List.of("first"), crowd.late(Crowd.MAX_AGE_MICROS));
        assertEquals(List.of("second"), crowd.late(Crowd.MAX_AGE_MICROS + 1));
        assertEquals(List.of(), crowd.late(10 * Crowd.MAX_AGE_MICROS));
    }

    private static Network network(int number) {
        return Network.ofLocal(new byte[] {10, 0, 0, (byte) number});
    }
}
