package org.myrmex.testkit.plugin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final Executor executor;
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

    /** What an executor is given waits until the test lets it run, as on another thread. */
    public ManualTasks() {
        this.executor = ready::add;
    }

    private ManualTasks(Executor executor) {
        this.executor = executor;
    }

    /** What an executor is given runs before that call returns; only timers wait. */
    public static ManualTasks atOnce() {
        return new ManualTasks(Runnable::run);
    }

    @Override
    public long nowMicros() {
        return nowMicros;
    }

    @Override
    public Executor serial(String name) {
        return executor;
    }

    @Override
    public Executor pool(String name, int threads) {
        return executor;
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        return add(new Timer(task, nowMicros + micros(delay), 0));
    }

    @Override
    public Registration every(Duration pause, Runnable task) {
        return add(new Timer(task, nowMicros + micros(pause), micros(pause)));
    }

    /** In how long each timer is due, in the order in which they were set. */
    public List<Duration> waiting() {
        return timers.stream()
                .map(timer -> Duration.ofNanos((timer.dueMicros - nowMicros) * 1000))
                .toList();
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
        long end = nowMicros + micros(most);
        settle();
        while (!goal.getAsBoolean()) {
            Optional<Timer> next = timers.stream()
                    .min(Comparator.comparingLong(timer -> timer.dueMicros))
                    .filter(timer -> timer.dueMicros <= end);
            if (next.isEmpty()) {
                nowMicros = end;
                return goal.getAsBoolean();
            }
            nowMicros = Math.max(nowMicros, next.get().dueMicros);
            run(next.get());
        }
        return true;
    }

    /** Runs each timer that waits now, once and without time passing, whatever time it was set for. */
    public void runTimers() {
        List.copyOf(timers).forEach(this::run);
    }

    /** What a kill -9 leaves undone. */
    public void dropEverything() {
        ready.clear();
        timers.clear();
    }

    private void run(Timer timer) {
        if (timer.everyMicros > 0) {
            timer.dueMicros = nowMicros + timer.everyMicros;
        } else {
            timers.remove(timer);
        }
        timer.task.run();
        settle();
    }

    private Registration add(Timer timer) {
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
