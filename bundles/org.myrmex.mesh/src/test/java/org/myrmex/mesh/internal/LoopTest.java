package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose thread a turn is, and that there is one at a time. */
@Timeout(60)
final class LoopTest {
    private final AtomicInteger batches = new AtomicInteger();
    private final Loop loop =
            new Loop(Loop.Drive.THREAD, () -> System.currentTimeMillis() * 1_000, batches::incrementAndGet);
    private final Thread caller = Thread.currentThread();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    private volatile Runnable afterwards = () -> {};
    private final List<Thread> turned = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() throws ExecutionException, TimeoutException, InterruptedException {
        loop.afterTurns(() -> {
            turned.add(Thread.currentThread());
            afterwards.run();
        });
        loop.start();
        loop.await(loop.call(() -> null), 10);
    }

    @AfterEach
    void stop() {
        loop.stop(10_000);
    }

    @Test
    void aTurnIsTakenHereWhenNothingIsUnderWay() throws InterruptedException {
        int before = batches.get();
        AtomicReference<Boolean> during = new AtomicReference<>();
        here(() -> during.set(loop.onLoop()));
        assertTrue(during.get());
        assertFalse(loop.onLoop());
        assertNotEquals(before, batches.get(), "whatever follows a batch follows this turn too");
    }

    @Test
    void whoTookATurnIsToldThatItEnded() throws Exception {
        here(() -> turned.clear());
        assertTrue(turned.contains(caller), "on the thread that took it");
        turned.clear();
        loop.await(loop.call(() -> null), 10);
        loop.await(loop.call(() -> null), 10); // whatever the turn before it told has been told
        assertFalse(turned.contains(caller));
        assertFalse(turned.isEmpty());
    }

    @Test
    void othersHaveTheirTurnsWhileOneIsAfterHisOwn() throws InterruptedException {
        CountDownLatch other = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        afterwards = () -> {
            if (Thread.currentThread().equals(caller) && done.getCount() > 0) {
                loop.execute(other::countDown);
                awaitQuietly(other); // for ever, if the loop's thread had to wait for this one
                done.countDown();
            }
        };
        here(() -> {});
        assertEquals(0, done.getCount());
    }

    /** Runs it as a turn of this thread, as soon as the loop leaves one to it. */
    private void here(Runnable task) throws InterruptedException {
        AtomicReference<Thread> ran = new AtomicReference<>();
        while (ran.get() != Thread.currentThread()) {
            loop.executeHere(() -> {
                ran.set(Thread.currentThread());
                if (Thread.currentThread().equals(caller)) {
                    task.run();
                }
            });
            TimeUnit.MILLISECONDS.sleep(1); // whoever asks again at once always finds his last question queued
        }
    }

    @Test
    void whatComesDuringATurnWaitsAndKeepsItsOrder() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(3);
        loop.execute(() -> {
            begun.countDown();
            awaitQuietly(go);
            note("turn", end);
        });
        begun.await();
        loop.executeHere(() -> note("first", end));
        loop.executeHere(() -> note("second", end));
        assertEquals(List.of(), done);
        go.countDown();
        end.await();
        assertEquals(List.of("turn", "first", "second"), done);
    }

    @Test
    void aTurnIsNotTakenInsideAnother() throws ExecutionException, TimeoutException, InterruptedException {
        CountDownLatch end = new CountDownLatch(2);
        loop.executeHere(() -> {
            loop.executeHere(() -> note("inner", end));
            note("outer", end);
        });
        end.await();
        assertEquals(List.of("outer", "inner"), done);
    }

    @Test
    void aTimerThatIsSetHereWakesTheLoopInTime() throws InterruptedException {
        CountDownLatch due = new CountDownLatch(1);
        AtomicReference<Thread> ran = new AtomicReference<>();
        here(() -> loop.after(20_000, () -> {
            ran.set(Thread.currentThread());
            due.countDown();
        }));
        assertTrue(due.await(30, TimeUnit.SECONDS), "the loop slept on: it had nothing to wake for within a minute");
        assertEquals("myrmex-mesh-loop", ran.get().getName());
    }

    @Test
    void neverMoreThanOneTurnAtATime() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        int[] unguarded = new int[1];
        CountDownLatch end = new CountDownLatch(2 * threads * each);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread caller = new Thread(() -> {
                for (int j = 0; j < each; j++) {
                    loop.executeHere(() -> count(unguarded, end));
                    loop.execute(() -> count(unguarded, end));
                }
            });
            callers.add(caller);
            caller.start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        end.await();
        assertEquals(2 * threads * each, unguarded[0]);
    }

    @Test
    void whatComesAfterTheEndIsRunByWhoBringsIt() {
        loop.stop(10_000);
        AtomicReference<Thread> ran = new AtomicReference<>();
        loop.executeHere(() -> ran.set(Thread.currentThread()));
        assertSame(Thread.currentThread(), ran.get());
    }

    private static void count(int[] unguarded, CountDownLatch end) {
        unguarded[0]++;
        end.countDown();
    }

    private void note(String what, CountDownLatch end) {
        done.add(what);
        end.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
