package org.myrmex.transport.tls.internal.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myrmex.transport.tls.internal.crowd.Guest.Progress;

class CrowdTest {
    private record Somebody(int number, Network network, Progress progress) implements Guest {}

    private static Network network(int third) {
        return Network.of(new byte[] {127, 0, (byte) third, 1});
    }

    private static Somebody silent(int number, int network) {
        return new Somebody(number, network(network), Progress.SILENT);
    }

    private static Somebody spoke(int number, int network) {
        return new Somebody(number, network(network), Progress.SPOKE);
    }

    private static Somebody answered(int number, int network) {
        return new Somebody(number, network(network), Progress.ANSWERED);
    }

    private static Optional<Integer> goes(Somebody... eldestFirst) {
        return Crowd.goes(List.of(eldestFirst)).map(Somebody::number);
    }

    private static Optional<Integer> isNext(Somebody... eldestFirst) {
        return Crowd.isNext(List.of(eldestFirst), guest -> guest.progress() == Progress.SPOKE)
                .map(Somebody::number);
    }

    @Test
    void theEldestOfThoseWhoGotLeastFarGoes() {
        assertEquals(Optional.of(2), goes(answered(0, 0), spoke(1, 0), silent(2, 0), silent(3, 0), silent(4, 0)));
        assertEquals(Optional.of(1), goes(answered(0, 0), spoke(1, 0), spoke(2, 0), silent(3, 0)));
        assertEquals(Optional.of(0), goes(answered(0, 0), answered(1, 0), silent(2, 0)));
    }

    @Test
    void theNetworkThatHasMostLosesEvenIfItsOwnGotFurther() {
        assertEquals(Optional.of(1), goes(silent(0, 1), answered(1, 2), answered(2, 2), silent(3, 3)));
        assertEquals(Optional.of(0), goes(spoke(0, 1), spoke(1, 2), answered(2, 3), silent(3, 4)));
    }

    @Test
    void whoHasJustComeCountsButDoesNotGo() {
        assertEquals(Optional.of(1), goes(silent(0, 1), answered(1, 2), silent(2, 2)));
        assertEquals(Optional.of(0), goes(answered(0, 1), silent(1, 2)));
        assertEquals(Optional.empty(), goes(silent(0, 1)));
        assertEquals(Optional.empty(), goes());
    }

    @Test
    void theNetworkThatHasFewIsServedFirst() {
        assertEquals(Optional.of(3), isNext(spoke(0, 1), spoke(1, 1), silent(2, 2), spoke(3, 2), spoke(4, 1)));
        assertEquals(Optional.of(1), isNext(silent(0, 1), spoke(1, 1), spoke(2, 1)));
        assertEquals(Optional.empty(), isNext(silent(0, 1), answered(1, 2)));
    }

    @Test
    void aFloodOfOneNetworkNeverPushesOutSomebodyOfAnother() {
        List<Somebody> before = new ArrayList<>(List.of(silent(-1, 7)));
        IntStream.range(0, 64).forEach(i -> before.add(spoke(i, 8)));
        for (int i = 64; i < 1_000; i++) {
            before.add(answered(i, 8));
            before.remove(Crowd.goes(before).orElseThrow());
        }
        assertTrue(before.contains(silent(-1, 7)));
    }

    @Test
    void whoSpeaksAtOnceOutlivesTheSilentOfItsOwnNetwork() {
        List<Somebody> before = new ArrayList<>();
        IntStream.range(0, 63).forEach(i -> before.add(silent(i, 8)));
        Somebody honest = spoke(-1, 8);
        before.add(honest);
        for (int i = 64; i < 64 + 63 * 10; i++) {
            before.add(silent(i, 8));
            before.remove(Crowd.goes(before).orElseThrow());
        }
        assertTrue(before.contains(honest));
    }

    @Test
    void aNetworkIsWhatOneOwnerUsuallyHas() {
        assertEquals(Network.of(new byte[] {10, 0, 0, 1}), Network.of(new byte[] {10, 0, 0, -1}));
        assertNotEquals(Network.of(new byte[] {10, 0, 0, 1}), Network.of(new byte[] {10, 0, 1, 1}));
        byte[] site = new byte[16];
        byte[] sameSite = new byte[16];
        sameSite[6] = 1;
        byte[] otherSite = new byte[16];
        otherSite[5] = 1;
        assertEquals(Network.of(site), Network.of(sameSite));
        assertNotEquals(Network.of(site), Network.of(otherSite));
        assertNotEquals(Network.of(site), Network.of(new byte[4]));
    }
}
