package org.myrmex.sharing.fakes;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.sharing.disk.Lane;

/** Real threads and real time, to see what no order of a test shows. */
public final class ThreadTasks implements Tasks, Clock, AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @Override
    public long nowMicros() {
        return System.nanoTime() / 1000;
    }

    @Override
    public Executor serial(String name) {
        return new Lane(threads);
    }

    @Override
    public Executor pool(String name, int size) {
        return threads;
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

    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
