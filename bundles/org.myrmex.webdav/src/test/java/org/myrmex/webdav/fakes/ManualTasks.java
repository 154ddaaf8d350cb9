package org.myrmex.webdav.fakes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;

/** Runs what was planned when a test says so. */
public final class ManualTasks implements Tasks {
    private final List<Runnable> planned = new ArrayList<>();

    /** All that was planned, whatever time it was planned for. */
    public void runAll() {
        List<Runnable> all = List.copyOf(planned);
        planned.clear();
        all.forEach(Runnable::run);
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
        planned.add(task);
        return () -> planned.remove(task);
    }

    @Override
    public Registration every(Duration pause, Runnable task) {
        return after(pause, task);
    }
}
