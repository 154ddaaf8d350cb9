package org.myrmex.channel.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other on an executor that others use too; holds one place in it at most. Who posts bounds how
 * much he posts.
 */
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    /** Then others get their turn. */
    private static final int TASKS_OF_A_TURN = 64;
    /** On a thread that has other things to do. */
    private static final int TASKS_OF_A_TURN_HERE = 16;

    private final Executor executor;
    private final Runnable afterwards;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    Mailbox(Executor executor) {
        this(executor, () -> {});
    }

    /** @param afterwards run in order with the tasks, after some of them */
    Mailbox(Executor executor, Runnable afterwards) {
        this.executor = executor;
        this.afterwards = afterwards;
    }

    void post(Runnable task) {
        tasks.add(task);
        schedule();
    }

    /** For who calls {@link #runHere} soon. */
    void leave(Runnable task) {
        tasks.add(task);
    }

    /** Takes a turn on this thread, if there is work and nobody at it. */
    void runHere() {
        if (!tasks.isEmpty() && scheduled.compareAndSet(false, true)) {
            drain(TASKS_OF_A_TURN_HERE);
        }
    }

    private void schedule() {
        if (!scheduled.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(() -> drain(TASKS_OF_A_TURN));
        } catch (RejectedExecutionException e) {
            LOG.debug("the platform stops: {} tasks are dropped", tasks.size());
            tasks.clear();
            scheduled.set(false);
        }
    }

    private void drain(int most) {
        try {
            Runnable task = tasks.poll();
            for (int done = 0; task != null; task = ++done < most ? tasks.poll() : null) {
                run(task);
            }
            run(afterwards);
        } finally {
            // whatever ended this turn, the next tasks find their way
            scheduled.set(false);
            if (!tasks.isEmpty()) {
                schedule();
            }
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            // a listener whose bundle has just gone may miss its classes
            LOG.warn("a task of a channel failed; please report this", e);
        }
    }
}
