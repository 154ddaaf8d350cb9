package org.myrmex.events.internal;

import org.myrmex.api.plugin.Tasks;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.EventHandler;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds handlers as they come, change and go. */
final class Handlers implements ServiceTrackerCustomizer<EventHandler, Handlers.Tracked>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Handlers.class);

    private final BundleContext context;
    private final Tasks tasks;
    private final Dispatcher dispatcher;
    private final Report report;
    private final ServiceTracker<EventHandler, Tracked> tracker;

    record Tracked(Subscriber subscriber, LazyService<EventHandler> service) {}

    Handlers(BundleContext context, Tasks tasks, Dispatcher dispatcher, Report report) {
        this.context = context;
        this.tasks = tasks;
        this.dispatcher = dispatcher;
        this.report = report;
        tracker = new ServiceTracker<>(context, EventHandler.class, this);
    }

    void open() {
        tracker.open();
    }

    @Override
    public void close() {
        tracker.close();
    }

    @Override
    public Tracked addingService(ServiceReference<EventHandler> reference) {
        String bundle = bundle(reference);
        LazyService<EventHandler> service = new LazyService<>(context, reference);
        Subscriber subscriber = new Subscriber(
                bundle,
                interest(reference, bundle),
                service,
                // A lane of its own for each handler: whoever blocks, blocks that.
                tasks.pool("for-" + bundle, Subscriber.UNORDERED_THREADS),
                report);
        dispatcher.add(subscriber);
        return new Tracked(subscriber, service);
    }

    @Override
    public void modifiedService(ServiceReference<EventHandler> reference, Tracked tracked) {
        tracked.subscriber().wants(interest(reference, tracked.subscriber().bundle()));
    }

    @Override
    public void removedService(ServiceReference<EventHandler> reference, Tracked tracked) {
        dispatcher.remove(tracked.subscriber());
        tracked.service().close();
    }

    private static Interest interest(ServiceReference<EventHandler> reference, String bundle) {
        Interest interest = Interest.of(reference::getProperty);
        for (String problem : interest.problems()) {
            LOG.warn("an event handler of {}: {}", bundle, problem);
        }
        return interest;
    }

    private static String bundle(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null ? "a bundle that has gone" : bundle.getSymbolicName();
    }
}
