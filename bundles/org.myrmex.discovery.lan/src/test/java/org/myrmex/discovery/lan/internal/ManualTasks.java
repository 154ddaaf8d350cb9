package org.myrmex.discovery.lan.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;

/** Delayed tasks wait until the test lets them run; all others run at once. */
final class ManualTasks implements Tasks {
    private final Map<Runnable, Duration> delayed = new LinkedHashMap<>();

    Map<Runnable, Duration> waiting() {
        return Map.copyOf(delayed);
    }

    void runDelayed() {
        Map<Runnable, Duration> due = new LinkedHashMap<>(delayed);
        delayed.clear();
        due.keySet().forEach(Runnable::run);
    }

    @Override
    public Executor serial(String name) {
        return Runnable::run;
    }

    @Override
    public Executor pool(String name, int threads) {
        return Runnable::run;
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        delayed.put(task, delay);
        return () -> delayed.remove(task);
    }

    @Override
    public Registration every(Duration pause, Runnable task) {
        throw new UnsupportedOperationException("nothing here repeats");
    }
}
