package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One daemon thread around one selector, with a queue of jobs for it. The queue is bounded by what feeds it: each
 * connection has at most one job in it, each dial at most two.
 */
abstract class SelectorLoop {
    /** What is attached to a selection key. */
    interface Ready {
        /** The channel can do something; on the loop's thread. */
        void ready();
    }

    private static final Logger LOG = LoggerFactory.getLogger(SelectorLoop.class);
    private static final long STOP_WAIT_MILLIS = 2_000;

    private final Thread thread;
    private final Selector selector;
    private final Object lock = new Object();
    private Queue<Runnable> jobs = new ArrayDeque<>();
    /** The thread sleeps, or looks for jobs once more before it does. */
    private boolean asleep;

    private boolean stopping;
    private boolean stopped;

    SelectorLoop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new IllegalStateException("no selector: too many open files?", e);
        }
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(
                (dead, fault) -> LOG.error("{} died; restart the peer and report this", dead.getName(), fault));
    }

    final void start() {
        thread.start();
    }

    /** Ends the loop and waits until {@link #stopping} is through, unless called on the loop itself. */
    final void stop() {
        synchronized (lock) {
            stopping = true;
        }
        selector.wakeup();
        if (!onLoop()) {
            try {
                thread.join(STOP_WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    final long threadId() {
        return thread.getId();
    }

    final boolean onLoop() {
        return Thread.currentThread().equals(thread);
    }

    /**
     * Queues a job for the loop's thread.
     *
     * @return false when the loop has ended and the job will not run
     */
    final boolean execute(Runnable job) {
        synchronized (lock) {
            if (stopped) {
                return false;
            }
            jobs.add(job);
            // a thread that is at work finds the job by itself: waking costs both sides a system call
            if (!asleep) {
                return true;
            }
            asleep = false;
        }
        selector.wakeup();
        return true;
    }

    final Selector selector() {
        return selector;
    }

    /** How long to sleep at most, 0 for no limit. */
    abstract long sleepMillis();

    /** After every turn. */
    abstract void turned();

    /** The last act on the thread. */
    abstract void stopping();

    private void run() {
        while (!isStopping()) {
            try {
                select();
            } catch (IOException e) {
                LOG.warn("the selector failed; the transport stops, restart the peer", e);
                break;
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isValid()) {
                    guarded(((Ready) key.attachment())::ready);
                }
            }
            selector.selectedKeys().clear();
            // behind what came: most of it is the answer to that
            runJobs();
            guarded(this::turned);
        }
        // first no more jobs, then the end: whatever a last job began is ended too
        synchronized (lock) {
            stopped = true;
        }
        runJobs();
        guarded(this::stopping);
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("closing the selector", e);
        }
    }

    private void select() throws IOException {
        boolean sleeps;
        synchronized (lock) {
            sleeps = jobs.isEmpty();
            asleep = sleeps;
        }
        if (sleeps) {
            selector.select(sleepMillis());
            synchronized (lock) {
                asleep = false;
            }
        } else {
            selector.selectNow();
        }
    }

    private boolean isStopping() {
        synchronized (lock) {
            return stopping;
        }
    }

    // one batch: jobs that queue themselves again wait for the next turn
    private void runJobs() {
        Queue<Runnable> batch;
        synchronized (lock) {
            if (jobs.isEmpty()) {
                return;
            }
            batch = jobs;
            jobs = new ArrayDeque<>();
        }
        batch.forEach(SelectorLoop::guarded);
    }

    // whatever one connection does, the others go on; an owner whose bundle has just gone may miss its classes
    static void guarded(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("a fault of the transport; please report it", e);
        }
    }

    static long nanosFromNow(long millis) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
