package org.myrmex.http.stream;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;

/** Hands each of the peer's events to all who listen. Any thread. */
@Component(
        service = {EventHandler.class, Hub.class},
        property = "event.topics=org/myrmex/*")
public final class Hub implements EventHandler {
    /** Clients at once. */
    static final int MAX_CLIENTS = 32;

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final List<Client> clients = new CopyOnWriteArrayList<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Metrics.Counter lost;
    private final Registration gauge;
    private final Registration heartbeat;
    private boolean closed;

    @Activate
    public Hub(@Reference Tasks tasks, @Reference Metrics metrics) {
        lost = metrics.counter("lost_events_total", "Events that listeners were too slow for.");
        gauge = metrics.gauge("event_listeners", "Who listens to events.", clients::size);
        heartbeat = tasks.every(HEARTBEAT, () -> clients.forEach(Client::beat));
    }

    @Deactivate
    public void stop() {
        synchronized (this) {
            closed = true;
        }
        heartbeat.close();
        gauge.close();
        clients.forEach(Client::end);
    }

    /** False when there are too many. */
    boolean add(Client client) {
        synchronized (this) {
            if (!closed && clients.size() < MAX_CLIENTS) {
                return clients.add(client);
            }
        }
        // Who has gone is only noticed when something is said to him; the next one to ask finds the room.
        clients.forEach(Client::beat);
        return false;
    }

    synchronized void remove(Client client) {
        clients.remove(client);
    }

    @Override
    public void handleEvent(Event event) {
        long id = lastId.incrementAndGet();
        byte[] text = null;
        for (Client client : clients) {
            if (client.filter().matches(event.getTopic())) {
                text = text == null ? EventText.of(id, event.getTopic(), properties(event)) : text;
                if (!client.offer(text)) {
                    lost.add(1);
                }
            }
        }
    }

    private static Map<String, Object> properties(Event event) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : event.getPropertyNames()) {
            properties.put(name, event.getProperty(name));
        }
        return properties;
    }
}
