package org.myrmex.discovery.hostcatcher.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;

/** What repeats runs when the test says so; all others run at once. */
final class ManualTasks implements Tasks {
    private final List<Runnable> repeated = new ArrayList<>();

    /** Time has passed. */
    void tick() {
        List.copyOf(repeated).forEach(Runnable::run);
    }

    int repeating() {
        return repeated.size();
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
        throw new UnsupportedOperationException("nothing here is delayed");
    }

    @Override
    public Registration every(Duration pause, Runnable task) {
        repeated.add(task);
        return () -> repeated.remove(task);
    }
}
