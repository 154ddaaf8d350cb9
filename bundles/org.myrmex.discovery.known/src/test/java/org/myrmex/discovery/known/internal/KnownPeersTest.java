package org.myrmex.discovery.known.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

class KnownPeersTest {
    private static final long NOW = TimeUnit.DAYS.toMicros(20_000);
    private static final long DAY = TimeUnit.DAYS.toMicros(1);

    private final KnownPeers known = new KnownPeers(List.of(), NOW);

    @Test
    void aPeerThatAnsweredIsRemembered() {
        assertTrue(succeed(1, NOW));
        assertEquals(List.of(address(1)), addresses(NOW));
    }

    @Test
    void aPeerWithoutAnIdIsNot() {
        PeerAddress nameless = new PeerAddress("tls", "127.0.0.1", 7081, Optional.empty());
        assertFalse(known.learn(new PeerOutcome(nameless, Optional.empty(), NOW)));
        assertEquals(List.of(), addresses(NOW));
    }

    @Test
    void aPeerThatNeverAnsweredIsNot() {
        assertFalse(fail(1, NOW));
        assertEquals(List.of(), addresses(NOW));
    }

    @Test
    void whoeverAnsweredLastComesFirst() {
        succeed(1, NOW);
        succeed(3, NOW + 2);
        succeed(2, NOW + 1);
        assertEquals(List.of(address(3), address(2), address(1)), addresses(NOW + 2));
    }

    @Test
    void aFailureWeighsADay() {
        succeed(1, NOW - DAY + 1);
        succeed(2, NOW);
        fail(2, NOW);
        assertEquals(List.of(address(1), address(2)), addresses(NOW));
        succeed(2, NOW);
        assertEquals(List.of(address(2), address(1)), addresses(NOW));
    }

    @Test
    void whoeverAnswersNowReplacesWhoeverWasThere() {
        succeed(1, NOW);
        PeerAddress successor = address(1).withId(address(2).id().orElseThrow());
        known.learn(new PeerOutcome(successor, Optional.empty(), NOW + 1));
        assertEquals(List.of(successor), addresses(NOW + 1));
    }

    @Test
    void aDialForAnotherIdSaysNothingAboutTheOneThatIsThere() {
        succeed(1, NOW);
        PeerAddress stranger = address(1).withId(address(2).id().orElseThrow());
        assertFalse(known.learn(new PeerOutcome(stranger, Optional.of(CloseReason.WRONG_PEER), NOW)));
        assertEquals(0, known.bestFirst(NOW).get(0).failures());
    }

    @Test
    void aFailureOfAnAddressWithoutIdCountsForThePlace() {
        succeed(1, NOW);
        PeerAddress nameless = new PeerAddress("tls", address(1).host(), 7081, Optional.empty());
        assertTrue(known.learn(new PeerOutcome(nameless, Optional.of(CloseReason.UNREACHABLE), NOW)));
        assertEquals(1, known.bestFirst(NOW).get(0).failures());
    }

    @ParameterizedTest
    @EnumSource(
            value = CloseReason.class,
            names = {"STOPPED", "DOUBLE_DIAL", "TRANSPORT_GONE", "INTERNAL"})
    void whatIsNotThePeersFaultDoesNotCount(CloseReason reason) {
        succeed(1, NOW);
        assertFalse(known.learn(new PeerOutcome(address(1), Optional.of(reason), NOW)));
        assertEquals(0, known.bestFirst(NOW).get(0).failures());
    }

    @Test
    void thePeerItselfIsForgottenAtOnce() {
        succeed(1, NOW);
        assertTrue(known.learn(new PeerOutcome(address(1), Optional.of(CloseReason.SELF), NOW)));
        assertEquals(List.of(), addresses(NOW));
    }

    @Test
    void afterThirtyDaysAPeerIsForgotten() {
        succeed(1, NOW);
        assertEquals(1, addresses(NOW + 30 * DAY).size());
        assertEquals(0, addresses(NOW + 30 * DAY + 1).size());
    }

    @Test
    void afterTwentyFailuresInARowAPeerIsForgotten() {
        for (int i = 1; i <= 9; i++) {
            succeed(i, NOW);
        }
        for (int failure = 1; failure < 20; failure++) {
            fail(9, NOW);
        }
        assertEquals(9, addresses(NOW).size());
        fail(9, NOW);
        assertFalse(addresses(NOW).contains(address(9)));
    }

    @Test
    void aSuccessEndsTheRow() {
        for (int i = 1; i <= 9; i++) {
            succeed(i, NOW);
        }
        for (int failure = 1; failure < 40; failure++) {
            if (failure == 19) {
                succeed(9, NOW);
            }
            fail(9, NOW);
            if (failure == 37) {
                assertTrue(addresses(NOW).contains(address(9)));
            }
        }
        assertFalse(addresses(NOW).contains(address(9)));
    }

    @Test
    void aNightOffTheNetLeavesTheBestEight() {
        for (int i = 1; i <= 12; i++) {
            succeed(i, NOW + i);
        }
        for (int failure = 0; failure < 50; failure++) {
            for (int i = 1; i <= 12; i++) {
                fail(i, NOW + 100);
            }
        }
        assertEquals(KnownPeers.KEPT_DESPITE_FAILURES, addresses(NOW + 100).size());
    }

    @Test
    void overTheCapTheLeastPromisingGoes() {
        for (int i = 0; i < KnownPeers.MAX_PEERS + 1; i++) {
            succeed(i, NOW + i);
        }
        List<PeerAddress> left = addresses(NOW + 1000);
        assertEquals(KnownPeers.MAX_PEERS, left.size());
        assertFalse(left.contains(address(0)));
    }

    @Test
    void aTimeInTheFutureCountsAsNow() {
        KnownPeers restarted = new KnownPeers(List.of(new KnownPeer(address(1), NOW + 100 * DAY, 0)), NOW);
        assertEquals(NOW, restarted.bestFirst(NOW).get(0).lastSuccessMicros());
    }

    private boolean succeed(int number, long nowMicros) {
        return known.learn(new PeerOutcome(address(number), Optional.empty(), nowMicros));
    }

    private boolean fail(int number, long nowMicros) {
        return known.learn(new PeerOutcome(address(number), Optional.of(CloseReason.UNREACHABLE), nowMicros));
    }

    private List<PeerAddress> addresses(long nowMicros) {
        return new ArrayList<>(
                known.bestFirst(nowMicros).stream().map(KnownPeer::address).toList());
    }

    private static PeerAddress address(int number) {
        byte[] hash = new byte[32];
        hash[0] = (byte) number;
        hash[1] = (byte) (number >>> 8);
        String host = "127.0." + (number >>> 8) + "." + (number & 0xFF);
        return new PeerAddress("tls", host, 7081, Optional.of(PeerId.of(hash)));
    }
}
