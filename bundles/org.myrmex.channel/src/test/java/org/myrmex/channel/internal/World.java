package org.myrmex.channel.internal;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;

/** Virtual time and one thread: everything that the platform would do at some time, in the order of that time. */
final class World implements Clock, Tasks {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long micros = 1_700_000_000_000_000L;
    private long number;

    private record Event(long micros, long number, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(micros, other.micros);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    void in(long delayMicros, Runnable task) {
        events.add(new Event(micros + delayMicros, number++, task));
    }

    /** Lets time pass. */
    void run(Duration time) {
        long until = micros + time.toNanos() / 1000;
        while (!events.isEmpty() && events.peek().micros() <= until) {
            step();
        }
        micros = until;
    }

    /** Lets time pass until something holds; false when it did not in that time. */
    boolean runUntil(BooleanSupplier holds, Duration atMost) {
        long until = micros + atMost.toNanos() / 1000;
        while (!holds.getAsBoolean()) {
            if (events.isEmpty() || events.peek().micros() > until) {
                micros = until;
                return false;
            }
            step();
        }
        return true;
    }

    private void step() {
        Event next = events.poll();
        micros = next.micros();
        next.task().run();
    }

    @Override
    public long nowMicros() {
        return micros;
    }

    @Override
    public Executor serial(String name) {
        return task -> in(0, task);
    }

    @Override
    public Executor pool(String name, int threads) {
        return task -> in(0, task);
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        boolean[] cancelled = {false};
        in(delay.toNanos() / 1000, () -> {
            if (!cancelled[0]) {
                task.run();
            }
        });
        return () -> cancelled[0] = true;
    }

    @Override
    public Registration every(Duration pause, Runnable task) {
        throw new UnsupportedOperationException("the channel needs no such timer");
    }
}
