package org.myrmex.plugins.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A named queue of tasks that borrows threads of its bundle, at most so many at once; with one thread it keeps order. */
final class Lane implements Executor {
    /** Tasks that wait in one lane; the next is refused. */
    static final int MAX_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Workers workers;
    private final String threadName;
    private final int maxThreads;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    Lane(Workers workers, String name, int maxThreads) {
        this.workers = workers;
        this.threadName = "myrmex-" + workers.name() + "-" + name;
        this.maxThreads = maxThreads;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            if (waiting.size() >= MAX_WAITING) {
                throw new RejectedExecutionException(MAX_WAITING + " tasks wait in " + threadName);
            }
            if (workers.closed()) {
                throw new RejectedExecutionException("the bundle " + workers.name() + " has given its threads back");
            }
            waiting.add(task);
            if (running == maxThreads) {
                return;
            }
            running++;
        }
        start(task);
    }

    private void start(Runnable task) {
        try {
            workers.submit(this::drain);
        } catch (RejectedExecutionException e) {
            synchronized (waiting) {
                running--;
                waiting.removeLastOccurrence(task);
            }
            throw e;
        }
    }

    private void drain() {
        Thread thread = Thread.currentThread();
        if (!thread.getName().equals(threadName)) {
            thread.setName(threadName);
        }
        for (Runnable task = next(); task != null; task = next()) {
            run(task);
        }
    }

    private Runnable next() {
        synchronized (waiting) {
            Runnable task = workers.closed() ? null : waiting.poll();
            if (task == null) {
                running--;
            }
            return task;
        }
    }

    @SuppressWarnings("CatchingUnchecked") // one bad task must not end the thread that the next ones need
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a task of {} failed; please report it", threadName, e);
        } finally {
            // A task may leave the mark of its own interruption: the next task, and the thread's wait, are not meant.
            if (!workers.closed() && Thread.interrupted()) {
                LOG.trace("a task of {} left its thread interrupted", threadName);
            }
        }
    }
}
