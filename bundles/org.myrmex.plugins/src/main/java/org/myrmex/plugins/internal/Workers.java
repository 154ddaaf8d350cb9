package org.myrmex.plugins.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
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

    private static final long IDLE_NANOS = 5_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final String name;
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final Set<Thread> threads = new HashSet<>();
    /** The last one is the first to work again: what it used is still in the processor's caches. */
    private final Deque<Idler> idle = new ArrayDeque<>();

    private volatile boolean closed;

    /** A thread without work, until there is some; another one may be quicker to take it. */
    private static final class Idler {
        private final Thread thread = Thread.currentThread();
        private volatile boolean woken;
    }

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
        Idler idler = idle.pollLast();
        if (idler != null) {
            idler.woken = true;
            LockSupport.unpark(idler.thread);
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
        idle.clear();
        threads.forEach(Thread::interrupt);
    }

    boolean closed() {
        return closed;
    }

    private void work() {
        try {
            for (Runnable turn = next(); turn != null; turn = next()) {
                turn.run();
            }
        } finally {
            left(Thread.currentThread());
        }
    }

    private synchronized void left(Thread thread) {
        threads.remove(thread);
    }

    /** What to do next; null when there was nothing for long, or all is over. */
    private Runnable next() {
        while (true) {
            Idler self = new Idler();
            synchronized (this) {
                Runnable turn = closed ? null : turns.poll();
                if (turn != null || closed) {
                    return turn;
                }
                idle.addLast(self);
            }
            if (!isWoken(self)) {
                return null;
            }
        }
    }

    private boolean isWoken(Idler self) {
        long deadline = System.nanoTime() + IDLE_NANOS;
        while (!self.woken && !closed) {
            long leftNanos = deadline - System.nanoTime();
            if (leftNanos <= 0) {
                return !gives(self);
            }
            LockSupport.parkNanos(this, leftNanos);
            if (Thread.interrupted() && !closed) {
                LOG.trace("an idle thread of {} was interrupted", name);
            }
        }
        return true;
    }

    /** Whether it may end; not when there is work for it by now. */
    private synchronized boolean gives(Idler idler) {
        boolean unneeded = idle.remove(idler);
        if (unneeded) {
            threads.remove(idler.thread);
        }
        return unneeded;
    }
}
