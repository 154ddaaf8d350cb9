package org.myrmex.discovery.hostcatcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.discovery.hostcatcher.caught.Catcher;
import org.myrmex.discovery.hostcatcher.caught.Ping;

/** A pool that takes nothing more. */
class PingPongTest {
    private static final int TODAY = 20_000;
    private static final long NOW = TODAY * 24L * 3600 * 1_000_000;

    private final Town town = new Town(TODAY);
    private final Town.House here = town.build("127.0.1.1", true);
    private final Catcher<Signed> catcher = new Catcher<>(60_000_000);
    private final Pool pool = new Pool();
    private final PingPong<Signed> pingPong = new PingPong<>(
            catcher,
            Signed.RECORDS,
            new Manners(true, true),
            pool,
            () -> NOW,
            new SplittableRandom(1),
            () -> Optional.of(here.id));

    @BeforeEach
    void begin() {
        pingPong.begin(here);
        pool.run();
    }

    @Test
    void messagesThatNobodyTakesDoNotWaitForEver() {
        Town.House stranger = stranger(1);
        pool.isFull = true;
        for (int i = 0; i < 2 * PingPong.MAX_WAITING; i++) {
            stranger.sendRaw(here, new Ping(true, false, 0, List.of()).encode());
        }
        town.settle();
        assertEquals(0, pingPong.waiting());
        pool.isFull = false;
        stranger.sendRaw(here, new Ping(true, false, 0, List.of()).encode());
        town.settle();
        assertEquals(1, pingPong.waiting());
        pool.run();
        assertEquals(0, pingPong.waiting());
    }

    @Test
    void whoCameAndWentWhileThePoolWasFullIsGone() {
        Town.House before = stranger(1);
        pool.run();
        assertEquals(1, catcher.neighbours());
        pool.isFull = true;
        before.hangUp(here);
        Town.House meanwhile = stranger(2);
        town.settle();
        pool.isFull = false;
        pingPong.tick();
        pool.run();
        assertEquals(1, catcher.neighbours());
        assertTrue(catcher.due(NOW + 3600L * 1_000_000).get(0).address().id().equals(Optional.of(meanwhile.id)));
    }

    @Test
    void whoMissedTooMuchNewsAsksForAllOfIt() {
        stranger(1);
        Town.House restless = town.build("127.0.9.1", true);
        pool.isFull = true;
        for (int i = 0; i < News.MAX_WAITING; i++) {
            restless.dial(here);
            town.settle();
            restless.hangUp(here);
            town.settle();
        }
        stranger(2);
        pool.isFull = false;
        pingPong.tick();
        pool.run();
        assertEquals(2, catcher.neighbours());
    }

    private Town.House stranger(int number) {
        Town.House stranger = town.build("127.0.8." + number, true);
        stranger.dial(here);
        town.settle();
        return stranger;
    }

    private static final class Pool implements Executor {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private boolean isFull;

        @Override
        public void execute(Runnable task) {
            if (isFull) {
                throw new RejectedExecutionException("full");
            }
            waiting.add(task);
        }

        void run() {
            while (!waiting.isEmpty()) {
                List<Runnable> now = new ArrayList<>(waiting);
                waiting.clear();
                now.forEach(Runnable::run);
            }
        }
    }
}
