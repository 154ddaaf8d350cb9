package org.myrmex.sharing.fakes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;

/** Runs everything on the thread of the test, in order, and time passes when the test says so. */
public final class ManualTasks implements Tasks, Clock {
    private final Deque<Runnable> ready = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private long nowMicros = 1_700_000_000_000_000L;

    private static final class Timer {
        private final Runnable task;
        private final long everyMicros;
        private long dueMicros;

        Timer(Runnable task, long dueMicros, long everyMicros) {
            this.task = task;
            this.dueMicros = dueMicros;
            this.everyMicros = everyMicros;
        }
    }

    @Override
    public long nowMicros() {
        return nowMicros;
    }

    @Override
    public Executor serial(String name) {
        return ready::add;
    }

    @Override
    public Executor pool(String name, int threads) {
        return ready::add;
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        return add(new Timer(task, nowMicros + delay.toNanos() / 1000, 0));
    }

    @Override
    public Registration every(Duration pause, Runnable task) {
        long micros = pause.toNanos() / 1000;
        return add(new Timer(task, nowMicros + micros, micros));
    }

    /** Runs what can be run without time passing. */
    public void settle() {
        for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
            task.run();
        }
    }

    public void advance(Duration time) {
        advanceUntil(time, () -> false);
    }

    /** Lets time pass until something is so. Returns whether it became so in that time. */
    public boolean advanceUntil(Duration most, BooleanSupplier goal) {
        long end = nowMicros + most.toNanos() / 1000;
        settle();
        while (!goal.getAsBoolean()) {
            Optional<Timer> next = timers.stream()
                    .min((a, b) -> Long.compare(a.dueMicros, b.dueMicros))
                    .filter(t -> t.dueMicros <= end);
            if (next.isEmpty()) {
                nowMicros = end;
                return goal.getAsBoolean();
            }
            nowMicros = Math.max(nowMicros, next.get().dueMicros);
            if (next.get().everyMicros > 0) {
                next.get().dueMicros = nowMicros + next.get().everyMicros;
            } else {
                timers.remove(next.get());
            }
            next.get().task.run();
            settle();
        }
        return true;
    }

    /** What a kill -9 leaves undone. */
    public void dropEverything() {
        ready.clear();
        timers.clear();
    }

    private Registration add(Timer timer) {
        timers.add(timer);
        return () -> timers.remove(timer);
    }
}
