package org.myrmex.testkit.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;

/** Real threads, as many as are allowed and no more, and real time: to see what no order of a test shows. */
public final class ThreadTasks implements Tasks, Clock, AutoCloseable {
    /** Of each thread. */
    public static final String NAME = "of the platform";

    private static final long LIMIT_SECONDS = 20;

    private final ThreadFactory factory = task -> new Thread(task, NAME);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, factory);
    private final List<ExecutorService> pools = new ArrayList<>();

    @Override
    public long nowMicros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    }

    @Override
    public Executor serial(String name) {
        return pool(name, 1);
    }

    @Override
    public synchronized Executor pool(String name, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, factory);
        pools.add(pool);
        return pool;
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        var future = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public Registration every(Duration pause, Runnable task) {
        var future = timer.scheduleWithFixedDelay(task, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Ends all threads, and waits for them: none of them writes to a folder that is being removed. */
    @Override
    public void close() {
        timer.shutdownNow();
        List<ExecutorService> ending;
        synchronized (this) {
            ending = List.copyOf(pools);
        }
        ending.forEach(ExecutorService::shutdownNow);
        try {
            for (ExecutorService pool : ending) {
                pool.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
