package org.myrmex.discovery.hostcache.serve;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;

/** The platform's threads and timers as Jetty wants them: it makes none of its own. */
final class TaskThreads extends AbstractLifeCycle implements ThreadPool, Scheduler {
    private final Executor pool;
    private final Tasks tasks;
    private final int threads;

    TaskThreads(Tasks tasks, int threads) {
        this.pool = tasks.pool("serve", threads);
        this.tasks = tasks;
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    @Override
    public void join() {
        // They end with the bundle.
    }

    @Override
    public int getThreads() {
        return threads;
    }

    @Override
    public int getIdleThreads() {
        return 0;
    }

    @Override
    public boolean isLowOnThreads() {
        return false;
    }

    @Override
    public Task schedule(Runnable task, long delay, TimeUnit unit) {
        Registration timer = tasks.after(java.time.Duration.of(delay, unit.toChronoUnit()), task);
        return () -> {
            timer.close();
            return true;
        };
    }
}
