package org.myrmex.events.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.event.Event;

/**
 * Gives events to whoever wants them. The order that holds: events that are posted have one order, that of their {@link #post},
 * and every handler gets those that it wants in this order. An event that is sent is delivered at once, by whoever sends it: it
 * does not wait for events that were posted, and may meet a handler that is busy with one. Any thread.
 */
final class Dispatcher {
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Object order = new Object();

    void add(Subscriber subscriber) {
        subscribers.add(subscriber);
    }

    void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
        subscriber.close();
    }

    /** Never waits for a handler. */
    void post(Event event) {
        List<Subscriber> wanting = wanting(event);
        if (wanting.isEmpty()) {
            return;
        }
        // Two threads that post at once: without the lock each handler might see an order of its own.
        synchronized (order) {
            wanting.forEach(subscriber -> subscriber.queue(event));
        }
        wanting.forEach(Subscriber::start);
    }

    /** Returns when every handler has returned. */
    void send(Event event) {
        wanting(event).forEach(subscriber -> subscriber.deliver(event));
    }

    List<Subscriber> subscribers() {
        return List.copyOf(subscribers);
    }

    private List<Subscriber> wanting(Event event) {
        List<Subscriber> wanting = new ArrayList<>();
        for (Subscriber subscriber : subscribers) {
            if (subscriber.wants(event)) {
                wanting.add(subscriber);
            }
        }
        return wanting;
    }
}
