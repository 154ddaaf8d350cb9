package org.myrmex.sharing.disk;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after the other on the threads of a pool: many lanes share a few threads. Any thread. */
public final class Lane implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MAX_WAITING = 10_000;
    /** Then the thread goes on to another lane. */
    private static final int TURN = 64;

    private final Executor pool;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    public Lane(Executor pool) {
        this.pool = pool;
    }

    /** @throws RejectedExecutionException when too much waits or the pool has stopped */
    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            if (waiting.size() >= MAX_WAITING) {
                throw new RejectedExecutionException("the lane is full");
            }
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        next();
    }

    /**
     * Runs it on this thread if no other is at work in the lane, and queues it otherwise: saves a wake-up. Who calls bounds how
     * much he brings.
     */
    public void offerHere(Runnable task) {
        synchronized (waiting) {
            if (running) {
                waiting.add(task);
                return;
            }
            running = true;
        }
        run(task);
        turn();
    }

    /** Like {@link #execute}, from callbacks that may come when all is over. */
    public void offer(Runnable task) {
        try {
            execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("a task came too late or too often and was dropped");
        }
    }

    private void next() {
        try {
            pool.execute(this::turn);
        } catch (RejectedExecutionException e) {
            synchronized (waiting) {
                waiting.clear();
                running = false;
            }
            throw e;
        }
    }

    private void turn() {
        for (int i = 0; i < TURN; i++) {
            Runnable task;
            synchronized (waiting) {
                task = waiting.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            run(task);
        }
        try {
            next();
        } catch (RejectedExecutionException e) {
            LOG.debug("the pool has stopped");
        }
    }

    @SuppressWarnings("CatchingUnchecked") // one bad task must not end the lane that the next ones need
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a task of sharing failed; please report it", e);
        }
    }
}
