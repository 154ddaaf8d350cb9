package org.myrmex.plugins.internal;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The one thread that waits for the timers of all bundles; it only hands over, so nobody can be late by another's task. */
@Component(service = Timer.class)
public final class Timer {
    private final ScheduledThreadPoolExecutor executor;

    @Activate
    public Timer() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "myrmex-timer");
            thread.setDaemon(true);
            thread.setContextClassLoader(Timer.class.getClassLoader());
            return thread;
        });
        // Else a cancelled timer of an hour holds what it refers to for an hour.
        executor.setRemoveOnCancelPolicy(true);
    }

    @Deactivate
    public void stop() {
        executor.shutdownNow();
    }

    ScheduledThreadPoolExecutor executor() {
        return executor;
    }
}
