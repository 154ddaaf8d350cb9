package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns a peer's state. Others only enqueue; what they enqueue is bounded where it comes from (reading
 * is paused above a backlog, pools and windows have caps). Timers run on the thread too. A loop may also be turned by whoever
 * steps it, so that a whole peer can be replayed on a clock of the test's.
 */
final class Loop implements Executor {
    /** Who turns it. */
    enum Drive {
        /** A thread of its own, from {@link #start} on. */
        THREAD,
        /** Whoever calls {@link #step}: one thread, which is the loop's meanwhile. */
        STEPS
    }

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final int MAX_BATCH = 1_000;
    private static final long LONGEST_WAIT_MICROS = 60_000_000;

    private final LongSupplier clockMicros;
    private final Runnable afterBatch;
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final List<Runnable> batch = new ArrayList<>();
    private final Drive drive;
    /** Whose turns they are; of a stepped loop only while it is being stepped. */
    private volatile Thread thread;

    private long timerSequence;
    private long now;
    private volatile boolean stopping;
    private volatile boolean ended;

    Loop(Drive drive, LongSupplier clockMicros, Runnable afterBatch) {
        this.drive = drive;
        this.clockMicros = clockMicros;
        this.afterBatch = afterBatch;
        this.now = clockMicros.getAsLong();
        if (drive == Drive.THREAD) {
            thread = new Thread(this::run, "myrmex-mesh-loop");
            thread.setDaemon(true);
        }
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
        if (drive == Drive.THREAD) {
            thread.start();
        }
    }

    /**
     * Any thread. What comes when the loop has ended is run by whoever brings it: a frame must be given back, a connection
     * closed, and transports go on for a while after their mesh.
     */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (ended) {
            runRest();
        }
    }

    private synchronized void runRest() {
        for (Runnable late = tasks.poll(); late != null; late = tasks.poll()) {
            guarded(late);
        }
    }

    private void end() {
        ended = true;
        runRest();
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

    /** Waits for what {@link #call} gave; any thread but the loop's. */
    <T> T await(CompletableFuture<T> result, long seconds)
            throws ExecutionException, TimeoutException, InterruptedException {
        while (drive == Drive.STEPS && !result.isDone() && step()) {
            // each step is a turn
        }
        return result.get(drive == Drive.STEPS ? 0 : seconds, TimeUnit.SECONDS);
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
        if (drive == Drive.STEPS) {
            while (step()) {
                // each step is a turn
            }
            end();
        } else {
            try {
                thread.join(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * One turn, if something is queued or due. For a stepped loop.
     *
     * @return false when there was nothing to do
     */
    boolean step() {
        if (onLoop()) {
            throw new IllegalStateException("who is on the loop cannot wait for it");
        }
        if (!hasWork()) {
            return false;
        }
        thread = Thread.currentThread();
        try {
            turn(tasks.poll());
        } finally {
            thread = null;
        }
        return true;
    }

    /** Whether a step would do something. For a stepped loop. */
    boolean hasWork() {
        return !stopping && (!tasks.isEmpty() || dueMicros() <= clockMicros.getAsLong());
    }

    /** When the next timer is due; {@link Long#MAX_VALUE} when none is set. For a stepped loop. */
    long dueMicros() {
        Timer next = timers.peek();
        return next == null ? Long.MAX_VALUE : next.whenMicros;
    }

    private void run() {
        while (!stopping) {
            try {
                turn(tasks.poll(waitMicros(), TimeUnit.MICROSECONDS));
            } catch (InterruptedException e) {
                break;
            }
        }
        end();
    }

    private void turn(Runnable first) {
        batch.clear();
        if (first != null) {
            batch.add(first);
            tasks.drainTo(batch, MAX_BATCH);
        }
        now = Math.max(now, clockMicros.getAsLong());
        batch.forEach(Loop::guarded);
        runTimers();
        guarded(afterBatch);
    }

    /** Timers that are set, cancelled ones until their time; loop thread only. */
    int timerCount() {
        return timers.size();
    }

    /** What is queued. */
    int taskCount() {
        return tasks.size();
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
