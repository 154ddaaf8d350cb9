package org.myrmex.plugins.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;

/** Pools and timers of one bundle; closing ends all of them. */
final class BundleTasks implements Tasks, AutoCloseable {
    /** Timers that a bundle may have waiting. */
    static final int MAX_TIMERS = 10_000;

    /** Threads for what timers start; they must not block for long. */
    private static final int TIMER_THREADS = 4;

    private final Workers workers;
    private final ScheduledExecutorService timer;
    private final Lane timerLane;
    private final Set<RunningTimer> timers = ConcurrentHashMap.newKeySet();

    BundleTasks(String bundle, ScheduledExecutorService timer) {
        this.workers = new Workers(bundle);
        this.timer = timer;
        this.timerLane = new Lane(workers, "timers", TIMER_THREADS);
    }

    @Override
    public Executor serial(String name) {
        return new Lane(workers, name, 1);
    }

    @Override
    public Executor pool(String name, int threads) {
        if (threads < 1 || threads > Workers.MAX_THREADS) {
            throw new IllegalArgumentException("a pool has 1 to " + Workers.MAX_THREADS + " threads, not " + threads);
        }
        return new Lane(workers, name, threads);
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        return start(new RunningTimer(task, delay, false));
    }

    @Override
    public Registration every(Duration pause, Runnable task) {
        return start(new RunningTimer(task, pause, true));
    }

    @Override
    public void close() {
        workers.close();
        timers.forEach(RunningTimer::close);
    }

    private Registration start(RunningTimer started) {
        if (timers.size() >= MAX_TIMERS) {
            throw new RejectedExecutionException(MAX_TIMERS + " timers wait in the bundle " + workers.name());
        }
        timers.add(started);
        started.arm(timer);
        if (workers.closed()) {
            started.close();
            throw new RejectedExecutionException("the bundle " + workers.name() + " has given its timers back");
        }
        return started;
    }

    /** A timer from its start until it ran once, or was taken back. */
    private final class RunningTimer implements Registration {
        private final Runnable task;
        private final Duration delay;
        private final boolean repeats;
        private java.util.concurrent.Future<?> next;
        private boolean ended;

        RunningTimer(Runnable task, Duration delay, boolean repeats) {
            this.task = task;
            this.delay = delay;
            this.repeats = repeats;
        }

        synchronized void arm(ScheduledExecutorService on) {
            if (!ended) {
                next = on.schedule(this::fire, delay.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public synchronized void close() {
            ended = true;
            if (next != null) {
                next.cancel(false);
            }
            timers.remove(this);
        }

        private void fire() {
            try {
                timerLane.execute(this::run);
            } catch (RejectedExecutionException e) {
                // The lane is full or closed: a repeating timer tries again, a single one is late by its delay.
                if (!workers.closed()) {
                    arm(timer);
                }
            }
        }

        private void run() {
            synchronized (this) {
                if (ended) {
                    return;
                }
            }
            try {
                task.run();
            } finally {
                if (repeats) {
                    rearm();
                } else {
                    close();
                }
            }
        }

        private void rearm() {
            try {
                arm(timer);
            } catch (RejectedExecutionException e) {
                close();
            }
        }
    }
}
