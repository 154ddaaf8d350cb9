package org.myrmex.testkit.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerUse;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/** What every source of peers does. */
public abstract class PeerSourceContract {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Beyond its patience a source may need this long to give up, on a machine that is busy with other things. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final int PLENTY = 1000;
    private static final long NOW_MICROS = 1_800_000_000_000_000L;

    /**
     * A source in a world where exactly these are to be found, in whatever way it finds them: a file, a fake name server, a
     * neighbour that answers.
     */
    protected abstract PeerSource sourceThatFinds(List<PeerAddress> addresses);

    @Test
    void itsNameIsOneWord() {
        assertTrue(sourceThatFinds(List.of()).name().matches("[a-z][a-z0-9-]{0,31}"));
    }

    @Test
    void whatIsThereIsFound() {
        List<PeerAddress> there = List.of(peer(1), peer(2), peer(3));
        RecordingSink sink = search(sourceThatFinds(there), PLENTY);
        assertEquals(new TreeSet<>(texts(there)), new TreeSet<>(texts(sink.found())));
    }

    @Test
    void whereNothingIsNothingIsFound() {
        assertEquals(List.of(), search(sourceThatFinds(List.of()), PLENTY).found());
    }

    @Test
    void anAddressIsNamedOnceInASearch() {
        RecordingSink sink = search(sourceThatFinds(List.of(peer(1), peer(2), peer(3))), PLENTY);
        assertEquals(new TreeSet<>(texts(sink.found())).size(), sink.found().size());
    }

    @Test
    void addressesCanBeDialled() {
        RecordingSink sink = search(sourceThatFinds(List.of(peer(1), peer(2))), PLENTY);
        assertFalse(sink.found().isEmpty());
        for (PeerAddress address : sink.found()) {
            assertTrue(address.port() > 0, "port 0 is for listening, not for dialling");
        }
    }

    @Test
    void itStopsWhenNoMoreAreWanted() {
        RecordingSink sink = search(sourceThatFinds(List.of(peer(1), peer(2), peer(3))), 1);
        assertEquals(1, sink.found().size());
    }

    @Test
    void itSaysOnceAndInOneLineWhatCameOfIt() {
        for (int room : new int[] {1, PLENTY}) {
            List<String> reasons =
                    search(sourceThatFinds(List.of(peer(1), peer(2))), room).reasons();
            assertEquals(1, reasons.size());
            assertFalse(reasons.get(0).isBlank());
            assertFalse(reasons.get(0).contains("\n"));
        }
    }

    @Test
    void itCanBeAskedAgain() {
        PeerSource source = sourceThatFinds(List.of(peer(1), peer(2)));
        search(source, 1);
        assertEquals(2, search(source, PLENTY).found().size());
    }

    @Test
    void outcomesOfAnyKindAreTaken() {
        PeerSource source = sourceThatFinds(List.of(peer(1)));
        assertTimeout(GRACE, () -> {
            for (CloseReason reason : CloseReason.values()) {
                source.outcome(new PeerOutcome(peer(1), Optional.of(reason), NOW_MICROS));
                source.outcome(new PeerOutcome(peer(9), Optional.of(reason), NOW_MICROS));
            }
            source.outcome(new PeerOutcome(peer(1), Optional.empty(), NOW_MICROS));
        });
        search(source, PLENTY);
    }

    @Test
    void whatNeighboursAreGoodForIsTaken() {
        PeerSource source = sourceThatFinds(List.of(peer(1)));
        assertTimeout(GRACE, () -> {
            source.used(new PeerUse(peer(1), 3_600_000_000L, 1_000_000, NOW_MICROS));
            source.used(new PeerUse(peer(9), 0, 0, NOW_MICROS));
        });
        assertEquals(1, search(source, PLENTY).found().size());
    }

    @Test
    void aPlaceOrAllMayBeForgottenAtAnyTime() {
        PeerSource source = sourceThatFinds(List.of(peer(1), peer(2)));
        assertTimeout(GRACE, () -> {
            source.forget(Optional.of(peer(1)));
            source.forget(Optional.of(peer(9)));
            source.forget(Optional.empty());
            source.forget(Optional.empty());
        });
        search(source, PLENTY);
    }

    private static RecordingSink search(PeerSource source, int room) {
        RecordingSink sink = new RecordingSink(room);
        assertTimeout(PATIENCE.plus(GRACE), () -> source.find(new PeerWish(Math.min(room, 5), PATIENCE), sink));
        return sink;
    }

    /** What is to be found under a number; a source that takes signed records alone has peers whose ids are those of keys. */
    protected PeerAddress peer(int number) {
        return address(number);
    }

    /** An address of this machine with an id; the same number gives the same address. */
    protected static PeerAddress address(int number) {
        byte[] hash = new byte[32];
        hash[0] = (byte) number;
        return new PeerAddress("tls", "127.0.0." + number, 7081, Optional.of(PeerId.of(hash)));
    }

    private static List<String> texts(List<PeerAddress> addresses) {
        return addresses.stream().map(PeerAddress::toString).toList();
    }
}
