package org.myrmex.lab.eclipse;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens when: in order of time, then of asking. */
final class Timeline {
    static final int MAX_EVENTS = 1_000_000;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::micros).thenComparingLong(Event::order));
    private long now;
    private long order;

    private record Event(long micros, long order, Runnable what) {}

    Timeline(long start) {
        this.now = start;
    }

    long now() {
        return now;
    }

    void after(long micros, Runnable what) {
        if (events.size() >= MAX_EVENTS) {
            throw new IllegalStateException("more than " + MAX_EVENTS + " events wait");
        }
        events.add(new Event(now + micros, order++, what));
    }

    /** All that happens until then. */
    void runFor(long micros) {
        long end = now + micros;
        while (!events.isEmpty() && events.peek().micros() <= end) {
            Event event = events.remove();
            now = event.micros();
            event.what().run();
        }
        now = end;
    }
}
