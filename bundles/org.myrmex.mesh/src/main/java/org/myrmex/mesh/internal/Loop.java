package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order in which a peer's state is touched: turn by turn, one at a time. Most turns are those of a thread of its own. Others
 * enqueue, and what they enqueue is bounded where it comes from (reading is paused above a backlog, pools and windows have
 * caps); who brings something when nothing is under way takes a turn himself ({@link #executeHere}), for waking a thread
 * costs more than most turns. A loop may also be turned by whoever steps it, so that a whole peer can be replayed on a clock
 * of the test's.
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
    /** Run without the lock by whoever has taken a turn. */
    private Runnable afterTurn = () -> {};

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final List<Runnable> batch = new ArrayList<>();
    private final Drive drive;
    /** Held during a turn, and guards all that turns use. */
    private final ReentrantLock turns = new ReentrantLock();
    /** Whose turn it is. */
    private volatile Thread turning;
    /** Sleeps between its turns; null of a stepped loop. */
    private final Thread thread;
    /** The thread sleeps, or looks for work once more before it does. */
    private volatile boolean asleep;
    /** When the first timer is due. */
    private volatile long dueMicros = Long.MAX_VALUE;

    private long timerSequence;
    private long now;
    private volatile boolean stopping;
    private volatile boolean ended;

    Loop(Drive drive, LongSupplier clockMicros, Runnable afterBatch) {
        this.drive = drive;
        this.clockMicros = clockMicros;
        this.afterBatch = afterBatch;
        this.now = clockMicros.getAsLong();
        thread = drive == Drive.THREAD ? new Thread(this::run, "myrmex-mesh-loop") : null;
        if (thread != null) {
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

    /** What whoever takes a turn does after it, when others may take theirs; to be said before the first. */
    void afterTurns(Runnable task) {
        afterTurn = task;
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
        } else if (asleep) {
            wake();
        }
    }

    /**
     * Runs it as a turn of its own, here and now, when nothing is queued or under way, and queues it otherwise: a caller's
     * tasks keep their order. Any thread that may be kept busy for a turn and holds no lock that the mesh's users want.
     */
    void executeHere(Runnable task) {
        if (turnsWith(task)) {
            guarded(afterTurn);
        } else {
            execute(task);
        }
    }

    private boolean turnsWith(Runnable task) {
        if (drive == Drive.THREAD && tasks.isEmpty() && !turns.isHeldByCurrentThread() && turns.tryLock()) {
            try {
                if (tasks.isEmpty() && !stopping && !ended) {
                    batch.add(task);
                    turn();
                    return true;
                }
            } finally {
                turns.unlock();
            }
        }
        return false;
    }

    private void wake() {
        asleep = false; // others need not wake it too
        LockSupport.unpark(thread);
    }

    private void runRest() {
        turns.lock();
        try {
            for (Runnable late = tasks.poll(); late != null; late = tasks.poll()) {
                guarded(late);
            }
        } finally {
            turns.unlock();
        }
        guarded(afterTurn);
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
        return Thread.currentThread() == turning;
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
        turnWithQueued();
        return true;
    }

    /** Whether a step would do something. For a stepped loop. */
    boolean hasWork() {
        return !stopping && (!tasks.isEmpty() || dueMicros <= clockMicros.getAsLong());
    }

    /** When the next timer is due; {@link Long#MAX_VALUE} when none is set. For a stepped loop. */
    long dueMicros() {
        return dueMicros;
    }

    private void run() {
        while (!stopping && !Thread.interrupted()) {
            sleep();
            turnWithQueued();
        }
        end();
    }

    private void sleep() {
        asleep = true;
        long micros = Math.min(LONGEST_WAIT_MICROS, dueMicros - clockMicros.getAsLong());
        if (tasks.isEmpty() && micros > 0) {
            LockSupport.parkNanos(this, TimeUnit.MICROSECONDS.toNanos(micros));
        }
        asleep = false;
    }

    private void turnWithQueued() {
        turns.lock();
        try {
            Runnable next = tasks.poll();
            for (int left = MAX_BATCH; next != null; next = --left > 0 ? tasks.poll() : null) {
                batch.add(next);
            }
            turn();
        } finally {
            turns.unlock();
        }
        guarded(afterTurn);
    }

    private void turn() {
        turning = Thread.currentThread();
        try {
            now = Math.max(now, clockMicros.getAsLong());
            batch.forEach(Loop::guarded);
            runTimers();
            guarded(afterBatch);
        } finally {
            batch.clear();
            turning = null;
            noteDue();
        }
    }

    private void noteDue() {
        Timer first = timers.peek();
        long before = dueMicros;
        dueMicros = first == null ? Long.MAX_VALUE : first.whenMicros;
        if (dueMicros < before && asleep) {
            wake(); // it would sleep too long
        }
    }

    /** Timers that are set, cancelled ones until their time; loop thread only. */
    int timerCount() {
        return timers.size();
    }

    /** What is queued. */
    int taskCount() {
        return tasks.size();
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
