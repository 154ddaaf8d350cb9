package org.myrmex.plugins.internal;

import java.util.function.LongSupplier;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** {@link Metrics} for the bundle that uses it; its figures vanish with its last use. */
@Component(service = Metrics.class, scope = ServiceScope.BUNDLE)
public final class MetricsComponent implements Metrics {
    private final Figures figures;
    private final String bundle;
    private final BundleMetrics metrics = new BundleMetrics();

    @Activate
    public MetricsComponent(ComponentContext context, @Reference Figures figures) {
        this.figures = figures;
        this.bundle = context.getUsingBundle().getSymbolicName();
        figures.add(bundle, metrics);
    }

    @Deactivate
    public void release() {
        figures.remove(bundle, metrics);
    }

    @Override
    public Counter counter(String name, String help) {
        return metrics.counter(name, help);
    }

    @Override
    public Registration gauge(String name, String help, LongSupplier value) {
        return metrics.gauge(name, help, value);
    }
}
