package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns a peer's state. Others only enqueue; what they enqueue is bounded where it comes from (reading
 * is paused above a backlog, pools and windows have caps). Timers run on the thread too.
 */
final class Loop implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final int MAX_BATCH = 1_000;
    private static final long LONGEST_WAIT_MICROS = 60_000_000;

    private final LongSupplier clockMicros;
    private final Runnable afterBatch;
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Thread thread;
    private long timerSequence;
    private long now;
    private volatile boolean stopping;

    Loop(LongSupplier clockMicros, Runnable afterBatch) {
        this.clockMicros = clockMicros;
        this.afterBatch = afterBatch;
        this.now = clockMicros.getAsLong();
        this.thread = new Thread(this::run, "myrmex-mesh-loop");
        thread.setDaemon(true);
    }

    /** A task for a time; cancelling it twice does nothing. */
    static final class Timer implements Comparable<Timer> {
        private final long whenMicros;
        private final long sequence;
        private Runnable task;

        Timer(long whenMicros, long sequence, Runnable task) {
            this.whenMicros = whenMicros;
            this.sequence = sequence;
            this.task = task;
        }

        void cancel() {
            task = null;
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(whenMicros, other.whenMicros);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    void start() {
        thread.start();
    }

    /** Any thread. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs something on the loop and tells its result; fails when the loop has stopped; any thread. */
    <T> CompletableFuture<T> call(Callable<T> task) {
        if (stopping) {
            return CompletableFuture.failedFuture(new IllegalStateException("the mesh has stopped"));
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        execute(() -> {
            try {
                result.complete(task.call());
            } catch (Exception | LinkageError e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** The time of this turn, microseconds since 1970; loop thread only. */
    long now() {
        return now;
    }

    /** Loop thread only. */
    Timer after(long micros, Runnable task) {
        Timer timer = new Timer(now + micros, timerSequence++, task);
        timers.add(timer);
        return timer;
    }

    boolean onLoop() {
        return Thread.currentThread() == thread;
    }

    /** Runs what is queued, then ends; waits for that. */
    void stop(long millis) {
        execute(() -> stopping = true);
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Runnable> batch = new ArrayList<>();
        while (!stopping) {
            batch.clear();
            try {
                Runnable first = tasks.poll(waitMicros(), TimeUnit.MICROSECONDS);
                if (first != null) {
                    batch.add(first);
                    tasks.drainTo(batch, MAX_BATCH);
                }
            } catch (InterruptedException e) {
                return;
            }
            now = Math.max(now, clockMicros.getAsLong());
            batch.forEach(Loop::guarded);
            runTimers();
            guarded(afterBatch);
        }
    }

    private long waitMicros() {
        Timer next = timers.peek();
        if (next == null) {
            return LONGEST_WAIT_MICROS;
        }
        return Math.max(0, Math.min(LONGEST_WAIT_MICROS, next.whenMicros - clockMicros.getAsLong()));
    }

    private void runTimers() {
        for (Timer due = timers.peek(); due != null && due.whenMicros <= now; due = timers.peek()) {
            timers.poll();
            if (due.task != null) {
                guarded(due.task);
            }
        }
    }

    /** Runs something whose faults end with it. */
    static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            // a fault in one input must not end the peer; the state that it touched is the worst that is lost
            LOG.error("fault on the mesh loop", e);
        }
    }
}
