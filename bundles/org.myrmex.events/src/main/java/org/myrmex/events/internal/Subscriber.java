package org.myrmex.events.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;

/** A handler, and the events that wait for it. Any thread. */
final class Subscriber {
    /** Events that wait for one handler; the oldest goes for the next. */
    static final int MAX_WAITING = 1_000;

    /** Threads of a handler that does not ask for order. */
    static final int UNORDERED_THREADS = 4;

    private final String bundle;
    private final Supplier<Optional<EventHandler>> handler;
    private final Executor threads;
    private final Report report;
    private final AtomicBoolean failedBefore = new AtomicBoolean();
    private volatile Interest interest;

    private final Deque<Event> waiting = new ArrayDeque<>();
    private int running;
    private long lost;
    private boolean behind;
    private boolean closed;

    /**
     * Makes one.
     *
     * @param bundle whose handler it is, for people
     * @param handler asked for at each event; empty when it has gone
     * @param threads where it is called; must not run what it is given on the thread that gives it
     */
    Subscriber(
            String bundle,
            Interest interest,
            Supplier<Optional<EventHandler>> handler,
            Executor threads,
            Report report) {
        this.bundle = bundle;
        this.interest = interest;
        this.handler = handler;
        this.threads = threads;
        this.report = report;
    }

    String bundle() {
        return bundle;
    }

    /** From the next event on; what waits already stays. */
    void wants(Interest changed) {
        interest = changed;
    }

    boolean wants(Event event) {
        return interest.in(event);
    }

    /** Queues an event; {@link #start} must follow. */
    void queue(Event event) {
        boolean loses;
        boolean first;
        synchronized (waiting) {
            if (closed) {
                return;
            }
            loses = waiting.size() >= MAX_WAITING;
            first = lost == 0;
            if (loses) {
                waiting.remove();
                lost++;
                behind = true;
            }
            waiting.add(event);
        }
        if (loses) {
            report.lost(this, first);
        }
    }

    /** Sees to it that somebody delivers. When there is no thread to be had, the next event tries again. */
    void start() {
        synchronized (waiting) {
            if (waiting.isEmpty() || running >= most()) {
                return;
            }
            running++;
        }
        try {
            threads.execute(this::drain);
        } catch (RejectedExecutionException e) {
            synchronized (waiting) {
                running--;
            }
        }
    }

    /** Delivers on this thread, whatever waits. */
    @SuppressWarnings(
            "CatchingUnchecked") // a plugin's class may not even link, and the next handler still hears the event
    void deliver(Event event) {
        try {
            Optional<EventHandler> there = handler.get();
            if (there.isPresent()) {
                there.get().handleEvent(event);
                report.delivered();
            }
        } catch (RuntimeException | Error e) {
            report.failed(this, event, e, failedBefore.compareAndSet(false, true));
        }
    }

    /** Nothing more reaches it. */
    void close() {
        synchronized (waiting) {
            closed = true;
            waiting.clear();
        }
    }

    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    long lost() {
        synchronized (waiting) {
            return lost;
        }
    }

    /** Whether it lost events and has not caught up since. */
    boolean behind() {
        synchronized (waiting) {
            return behind;
        }
    }

    private int most() {
        return interest.ordered() ? 1 : UNORDERED_THREADS;
    }

    private void drain() {
        for (Optional<Event> event = next(); event.isPresent(); event = next()) {
            deliver(event.get());
        }
    }

    private Optional<Event> next() {
        synchronized (waiting) {
            // More than there may be: the handler asked for order meanwhile, and the others go.
            if (waiting.isEmpty() || running > most()) {
                behind &= !waiting.isEmpty();
                running--;
                return Optional.empty();
            }
            return Optional.of(waiting.remove());
        }
    }
}
