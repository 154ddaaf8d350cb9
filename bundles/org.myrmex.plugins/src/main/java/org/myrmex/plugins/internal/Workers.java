package org.myrmex.plugins.internal;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads of one bundle, shared by its lanes: made when work waits and nobody is idle, gone after some idle seconds. A
 * thread pool for each lane would keep threads that a lane used once, or need lanes that are closed by hand.
 */
final class Workers {
    /** More than this many lanes at work at once, and the rest wait for one to end. */
    static final int MAX_THREADS = 128;
    /** Turns that wait when all threads are busy: one for each lane and thread of it. */
    static final int MAX_WAITING_TURNS = 10_000;

    private static final long IDLE_MILLIS = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final String name;
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final Set<Thread> threads = new HashSet<>();
    private int idle;
    private volatile boolean closed;

    Workers(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    synchronized void submit(Runnable turn) {
        if (closed) {
            throw new RejectedExecutionException("the bundle " + name + " has given its threads back");
        }
        if (turns.size() >= MAX_WAITING_TURNS) {
            throw new RejectedExecutionException("too much work waits in the bundle " + name);
        }
        turns.add(turn);
        if (idle >= turns.size()) {
            notify();
        } else if (threads.size() < MAX_THREADS) {
            Thread thread = new Thread(this::work, "myrmex-" + name);
            thread.setDaemon(true);
            // A thread inherits the loader of whoever was first to need one: that would keep an updated bundle's
            // classes.
            thread.setContextClassLoader(Workers.class.getClassLoader());
            threads.add(thread);
            thread.start();
        }
    }

    /** Interrupts what runs and forgets what waits. */
    synchronized void close() {
        closed = true;
        turns.clear();
        threads.forEach(Thread::interrupt);
        notifyAll();
    }

    boolean closed() {
        return closed;
    }

    private void work() {
        try {
            for (Runnable turn = next(); turn != null; turn = next()) {
                turn.run();
            }
        } catch (InterruptedException e) {
            LOG.trace("a thread of {} was asked to end", name);
        } finally {
            left(Thread.currentThread());
        }
    }

    private synchronized void left(Thread thread) {
        threads.remove(thread);
    }

    private synchronized Runnable next() throws InterruptedException {
        long deadline = System.nanoTime() + IDLE_MILLIS * 1_000_000;
        idle++;
        try {
            while (turns.isEmpty() && !closed) {
                long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    return null;
                }
                wait(leftMillis);
            }
            return closed ? null : turns.poll();
        } finally {
            idle--;
        }
    }
}
