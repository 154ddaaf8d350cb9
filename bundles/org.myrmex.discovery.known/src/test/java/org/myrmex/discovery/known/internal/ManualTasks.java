package org.myrmex.discovery.known.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;

/** Delayed tasks wait until the test lets them run; all others run at once. */
final class ManualTasks implements Tasks {
    private final List<Runnable> delayed = new ArrayList<>();

    int waiting() {
        return delayed.size();
    }

    void runDelayed() {
        List<Runnable> due = List.copyOf(delayed);
        delayed.clear();
        due.forEach(Runnable::run);
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
        delayed.add(task);
        return () -> delayed.remove(task);
    }

    @Override
    public Registration every(Duration pause, Runnable task) {
        throw new UnsupportedOperationException("nothing here repeats");
    }
}
