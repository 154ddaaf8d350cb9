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
import org.myrmex.api.discovery.PeerUse;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

class KnownPeersTest {
    private static final long NOW = TimeUnit.DAYS.toMicros(20_000);
    private static final long DAY = TimeUnit.DAYS.toMicros(1);
    private static final long HOUR = TimeUnit.HOURS.toMicros(1);

    private final KnownPeers known = new KnownPeers(List.of(), NOW);

    @Test
    void aPeerThatAnsweredIsRemembered() {
        assertTrue(succeed(1, NOW));
        assertEquals(List.of(address(1)), addresses(NOW));
    }

    @Test
    void aPeerWithoutAnIdIsNot() {
        PeerAddress nameless = new PeerAddress("tls", "127.0.0.1", 7081, Optional.empty());
        assertFalse(known.learn(new PeerOutcome(nameless, Optional.empty(), NOW), NOW));
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
    void aDialInVainPutsAPeerBehindThoseThatAnsweredWeeksAgo() {
        succeed(1, NOW - 7 * DAY);
        succeed(2, NOW);
        assertEquals(List.of(address(2), address(1)), addresses(NOW));
        fail(2, NOW);
        assertEquals(List.of(address(1), address(2)), addresses(NOW));
        succeed(2, NOW);
        assertEquals(List.of(address(2), address(1)), addresses(NOW));
    }

    @Test
    void whoStayedAndCarriedComesBeforeWhoAnsweredLast() {
        succeed(1, NOW - DAY);
        succeed(2, NOW - DAY);
        succeed(3, NOW);
        assertTrue(use(1, 20 * HOUR, 0, NOW - HOUR));
        assertTrue(use(2, 20 * HOUR, 1 << 20, NOW - HOUR));
        assertEquals(List.of(address(2), address(1), address(3)), addresses(NOW));
    }

    @Test
    void aGoodPeerThatRestartsStaysBeforeAPassingGuestAndOneThatIsGoneDoesNot() {
        succeed(1, NOW - 10 * DAY);
        use(1, 10 * DAY, 100 << 20, NOW);
        succeed(2, NOW);
        fail(1, NOW);
        assertEquals(List.of(address(1), address(2)), addresses(NOW));
        fail(1, NOW);
        fail(1, NOW);
        assertEquals(List.of(address(2), address(1)), addresses(NOW));
    }

    @Test
    void aLinkThatLastsLongerThanThirtyDaysIsNoReasonToForget() {
        succeed(1, NOW);
        for (int day = 1; day <= 40; day++) {
            use(1, DAY, 0, NOW + day * DAY);
        }
        assertEquals(List.of(address(1)), addresses(NOW + 41 * DAY));
        assertEquals(List.of(), addresses(NOW + 70 * DAY + 1));
    }

    @Test
    void useOfAPeerThatIsNotKnownOrIsAnotherTeachesNothing() {
        assertFalse(use(1, DAY, 1, NOW));
        succeed(1, NOW);
        PeerAddress another = address(1).withId(address(2).id().orElseThrow());
        assertFalse(known.learn(new PeerUse(another, DAY, 1, NOW), NOW));
        PeerAddress nameless = new PeerAddress("tls", address(1).host(), 7081, Optional.empty());
        assertFalse(known.learn(new PeerUse(nameless, DAY, 1, NOW), NOW));
        assertEquals(Worth.NONE, known.bestFirst(NOW).get(0).worth());
    }

    @Test
    void answeringAgainKeepsTheWorthAndAnotherPeerInThatPlaceHasNone() {
        succeed(1, NOW);
        use(1, DAY, 1000, NOW);
        succeed(1, NOW + 1);
        assertEquals(DAY, known.bestFirst(NOW).get(0).worth().upMicros());
        PeerAddress successor = address(1).withId(address(2).id().orElseThrow());
        known.learn(new PeerOutcome(successor, Optional.empty(), NOW + 1), NOW + 1);
        assertEquals(Worth.NONE, known.bestFirst(NOW).get(0).worth());
    }

    @Test
    void aLinkLocalAddressIsNotKept() {
        PeerAddress scoped = new PeerAddress(
                "tls", "fe80:0:0:0:0:0:0:7%eth0", 7081, address(1).id());
        assertFalse(known.learn(new PeerOutcome(scoped, Optional.empty(), NOW), NOW));
        assertEquals(List.of(), addresses(NOW));
        KnownPeers restarted = new KnownPeers(List.of(new KnownPeer(scoped, NOW, 0, Worth.NONE)), NOW);
        assertEquals(List.of(), restarted.bestFirst(NOW));
    }

    @Test
    void aPlaceIsForgottenWhoeverIsThereAndAllOfThemAtOnce() {
        succeed(1, NOW);
        succeed(2, NOW);
        succeed(3, NOW);
        assertTrue(known.forget(new PeerAddress("tls", address(1).host(), 7081, Optional.empty())));
        assertFalse(known.forget(address(1)));
        assertFalse(use(1, DAY, 1, NOW), "a link that is still up does not bring it back");
        assertEquals(List.of(address(2), address(3)), addresses(NOW));
        known.forgetAll();
        assertEquals(List.of(), addresses(NOW));
    }

    @Test
    void whoeverAnswersNowReplacesWhoeverWasThere() {
        succeed(1, NOW);
        PeerAddress successor = address(1).withId(address(2).id().orElseThrow());
        known.learn(new PeerOutcome(successor, Optional.empty(), NOW + 1), NOW + 1);
        assertEquals(List.of(successor), addresses(NOW + 1));
    }

    @Test
    void aDialForAnotherIdSaysNothingAboutTheOneThatIsThere() {
        succeed(1, NOW);
        PeerAddress stranger = address(1).withId(address(2).id().orElseThrow());
        assertFalse(known.learn(new PeerOutcome(stranger, Optional.of(CloseReason.WRONG_PEER), NOW), NOW));
        assertEquals(0, known.bestFirst(NOW).get(0).failures());
    }

    @Test
    void aFailureOfAnAddressWithoutIdCountsForThePlace() {
        succeed(1, NOW);
        PeerAddress nameless = new PeerAddress("tls", address(1).host(), 7081, Optional.empty());
        assertTrue(known.learn(new PeerOutcome(nameless, Optional.of(CloseReason.UNREACHABLE), NOW), NOW));
        assertEquals(1, known.bestFirst(NOW).get(0).failures());
    }

    @ParameterizedTest
    @EnumSource(
            value = CloseReason.class,
            names = {"STOPPED", "DOUBLE_DIAL", "TRANSPORT_GONE", "INTERNAL", "RENEWED", "MADE_ROOM"})
    void whatIsNotThePeersFaultDoesNotCount(CloseReason reason) {
        succeed(1, NOW);
        assertFalse(known.learn(new PeerOutcome(address(1), Optional.of(reason), NOW), NOW));
        assertEquals(0, known.bestFirst(NOW).get(0).failures());
    }

    @Test
    void thePeerItselfIsForgottenAtOnce() {
        succeed(1, NOW);
        assertTrue(known.learn(new PeerOutcome(address(1), Optional.of(CloseReason.SELF), NOW), NOW));
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
        KnownPeer ahead = new KnownPeer(address(1), NOW + 100 * DAY, 0, new Worth(DAY, 0, NOW + 100 * DAY));
        KnownPeer left = new KnownPeers(List.of(ahead), NOW).bestFirst(NOW).get(0);
        assertEquals(NOW, left.lastSeenMicros());
        assertEquals(NOW, left.worth().countedMicros());
    }

    private boolean succeed(int number, long nowMicros) {
        return known.learn(new PeerOutcome(address(number), Optional.empty(), nowMicros), nowMicros);
    }

    private boolean use(int number, long upMicros, long carriedBytes, long nowMicros) {
        return known.learn(new PeerUse(address(number), upMicros, carriedBytes, nowMicros), nowMicros);
    }

    private boolean fail(int number, long nowMicros) {
        return known.learn(
                new PeerOutcome(address(number), Optional.of(CloseReason.UNREACHABLE), nowMicros), nowMicros);
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
