package org.myrmex.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.myrmex.api.plugin.Registration;

@Timeout(30)
class BundleTasksTest {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final BundleTasks tasks = new BundleTasks("org.example", timer);

    @AfterEach
    void end() {
        tasks.close();
        timer.shutdownNow();
    }

    @Test
    void aSerialLaneKeepsOrder() throws Exception {
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(1);
        Executor lane = tasks.serial("order");
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            lane.execute(() -> seen.add(number));
        }
        lane.execute(done::countDown);
        done.await();
        List<Integer> sorted = new ArrayList<>(seen);
        Collections.sort(sorted);
        assertEquals(1_000, seen.size());
        assertEquals(sorted, seen);
    }

    @Test
    void aPoolRunsAsManyAtOnceAsItWasGivenAndNoMore() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier all = new CyclicBarrier(3);
        CountDownLatch done = new CountDownLatch(9);
        Executor pool = tasks.pool("side", 3);
        for (int i = 0; i < 9; i++) {
            pool.execute(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                meet(all);
                now.decrementAndGet();
                done.countDown();
            });
        }
        done.await();
        assertEquals(3, most.get());
    }

    @Test
    void threadsAreDaemonsNamedAfterBundleAndLane() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        List<Object> seen = new ArrayList<>();
        tasks.serial("hashing").execute(() -> {
            seen.add(Thread.currentThread().getName());
            seen.add(Thread.currentThread().isDaemon());
            done.countDown();
        });
        done.await();
        assertEquals(List.of("myrmex-org.example-hashing", true), seen);
    }

    @Test
    void theTaskAfterTenThousandWaitingOnesIsRefusedAndTheOthersRun() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(Lane.MAX_WAITING);
        Executor lane = tasks.serial("full");
        lane.execute(() -> {
            begun.countDown();
            await(gate);
        });
        begun.await();
        for (int i = 0; i < Lane.MAX_WAITING; i++) {
            lane.execute(done::countDown);
        }
        assertThrows(RejectedExecutionException.class, () -> lane.execute(done::countDown));
        gate.countDown();
        done.await();
    }

    @Test
    void aTaskThatFailsDoesNotHoldUpTheNext() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Executor lane = tasks.serial("bad");
        lane.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        lane.execute(done::countDown);
        assertTrue(done.await(10, TimeUnit.SECONDS));
    }

    @Test
    void aTaskThatLeavesItsThreadInterruptedDoesNotInterruptTheNext() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        List<Boolean> interrupted = new ArrayList<>();
        Executor lane = tasks.serial("lane");
        lane.execute(() -> Thread.currentThread().interrupt());
        lane.execute(() -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            done.countDown();
        });
        done.await();
        assertEquals(List.of(false), interrupted);
    }

    @Test
    void aTimerRunsOnceAndARepeatingOneAgainAndAgain() throws Exception {
        CountDownLatch once = new CountDownLatch(1);
        CountDownLatch thrice = new CountDownLatch(3);
        tasks.after(Duration.ofMillis(1), once::countDown);
        Registration repeating = tasks.every(Duration.ofMillis(1), thrice::countDown);
        once.await();
        thrice.await();
        repeating.close();
    }

    @Test
    void aRepeatingTimerSurvivesATaskThatFails() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        tasks.every(Duration.ofMillis(1), () -> {
            twice.countDown();
            throw new IllegalStateException("on purpose");
        });
        assertTrue(twice.await(10, TimeUnit.SECONDS));
    }

    @Test
    void aTimerThatWasTakenBackHoldsNothing() {
        timer.setRemoveOnCancelPolicy(true);
        Registration registration = tasks.after(Duration.ofHours(1), () -> {});
        assertEquals(1, timer.getQueue().size());
        registration.close();
        assertEquals(0, timer.getQueue().size());
    }

    @Test
    void closingInterruptsWhatRunsAndRefusesWhatComes() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        tasks.serial("stuck").execute(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        begun.await();
        tasks.close();
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
        assertThrows(
                RejectedExecutionException.class, () -> tasks.serial("late").execute(() -> {}));
        assertThrows(RejectedExecutionException.class, () -> tasks.after(Duration.ZERO, () -> {}));
        assertFalse(timer.isShutdown());
    }

    private static void meet(CyclicBarrier all) {
        try {
            all.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
