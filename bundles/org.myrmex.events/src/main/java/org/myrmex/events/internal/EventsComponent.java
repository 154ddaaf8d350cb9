package org.myrmex.events.internal;

import org.myrmex.api.plugin.HealthCheck;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** The event service of the peer. */
@Component(
        service = {EventAdmin.class, HealthCheck.class},
        immediate = true)
public final class EventsComponent implements EventAdmin, HealthCheck {
    private final Dispatcher dispatcher = new Dispatcher();
    private final EventsHealth health = new EventsHealth(dispatcher::subscribers);
    private final Handlers handlers;
    private final Registration gauge;

    @Activate
    public EventsComponent(BundleContext context, @Reference Tasks tasks, @Reference Metrics metrics) {
        handlers = new Handlers(context, tasks, dispatcher, new LoggedReport(metrics));
        gauge = metrics.gauge(
                "waiting_events", "events that wait for their handlers", () -> dispatcher.subscribers().stream()
                        .mapToLong(Subscriber::waiting)
                        .sum());
    }

    @Activate
    void start() {
        handlers.open();
    }

    @Deactivate
    void stop() {
        gauge.close();
        handlers.close();
    }

    @Override
    public void postEvent(Event event) {
        dispatcher.post(event);
    }

    @Override
    public void sendEvent(Event event) {
        dispatcher.send(event);
    }

    @Override
    public String name() {
        return health.name();
    }

    @Override
    public Health check() {
        return health.check();
    }
}
