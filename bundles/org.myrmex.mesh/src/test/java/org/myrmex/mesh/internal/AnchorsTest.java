package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerAddress;

/** Anchors on a disk that is slow or full, with two threads that the test turns. */
class AnchorsTest {
    private static final List<PeerAddress> ONE = List.of(PeerAddress.parse("memory://one:1"));
    private static final List<PeerAddress> TWO = List.of(PeerAddress.parse("memory://two:1"));

    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private final List<List<PeerAddress>> written = new ArrayList<>();
    private List<PeerAddress> present = List.of();
    private IOException full;
    private final Anchors anchors = new Anchors(Runnable::run, jobs::add, () -> present);

    private void store(List<PeerAddress> what) throws IOException {
        if (full != null) {
            throw full;
        }
        written.add(what);
    }

    private void storeIn(List<PeerAddress> there) {
        anchors.storeIn(this::store, there);
    }

    private void tickWith(List<PeerAddress> now) {
        present = now;
        anchors.tick();
    }

    /** All that waits, the last first: so two threads may come to it. */
    private void runBackwards() {
        while (!jobs.isEmpty()) {
            List<Runnable> waiting = new ArrayList<>(jobs);
            jobs.clear();
            for (int i = waiting.size() - 1; i >= 0; i--) {
                waiting.get(i).run();
            }
        }
    }

    @Test
    void theyAreStoredWhenTheyBecomeOthersAndNotBefore() {
        storeIn(ONE);
        tickWith(ONE);
        tickWith(List.of());
        assertEquals(0, jobs.size());
        tickWith(TWO);
        runBackwards();
        tickWith(TWO);
        assertEquals(0, jobs.size());
        assertEquals(List.of(TWO), written);
    }

    @Test
    void whatIsForgottenWhileTheDiskIsSlowIsNotOverwritten() {
        storeIn(List.of());
        tickWith(ONE);
        present = List.of();
        anchors.forget();
        runBackwards();
        assertEquals(List.of(), written.get(written.size() - 1), "what is on the disk at the end");
    }

    @Test
    void ofManyChangesWhileTheDiskIsSlowTheLastIsWritten() {
        storeIn(List.of());
        for (int i = 0; i < 10; i++) {
            tickWith(ONE);
            tickWith(TWO);
        }
        assertEquals(1, jobs.size(), "they do not pile up");
        runBackwards();
        assertEquals(List.of(ONE, TWO), written);
    }

    @Test
    void whatCouldNotBeWrittenIsTriedAgainAtTheNextTick() {
        storeIn(List.of());
        full = new IOException("No space left on device");
        tickWith(ONE);
        runBackwards();
        full = null;
        tickWith(ONE);
        runBackwards();
        assertEquals(List.of(ONE), written);
    }

    @Test
    void whatCouldNotBeForgottenIsTriedAgainAtTheNextTick() {
        storeIn(ONE);
        full = new IOException("No space left on device");
        anchors.forget();
        runBackwards();
        full = null;
        tickWith(List.of());
        runBackwards();
        assertEquals(List.of(List.of()), written);
    }
}
