package org.myrmex.plugins.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** {@link Tasks} for the bundle that uses it; ends with its last use. */
@Component(service = Tasks.class, scope = ServiceScope.BUNDLE)
public final class TasksComponent implements Tasks {
    private final BundleTasks tasks;

    @Activate
    public TasksComponent(ComponentContext context, @Reference Timer timer) {
        tasks = new BundleTasks(context.getUsingBundle().getSymbolicName(), timer.executor());
    }

    @Deactivate
    public void release() {
        tasks.close();
    }

    @Override
    public Executor serial(String name) {
        return tasks.serial(name);
    }

    @Override
    public Executor pool(String name, int threads) {
        return tasks.pool(name, threads);
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        return tasks.after(delay, task);
    }

    @Override
    public Registration every(Duration pause, Runnable task) {
        return tasks.every(pause, task);
    }
}
