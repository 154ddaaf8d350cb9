package org.myrmex.events.internal;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.myrmex.api.plugin.HealthCheck;

/** Names the bundles whose handlers cannot keep up. */
final class EventsHealth implements HealthCheck {
    private final Supplier<List<Subscriber>> subscribers;

    EventsHealth(Supplier<List<Subscriber>> subscribers) {
        this.subscribers = subscribers;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Health check() {
        List<Subscriber> all = subscribers.get();
        String behind = all.stream()
                .filter(Subscriber::behind)
                .map(slow -> slow.bundle() + " (" + slow.waiting() + " wait, " + slow.lost() + " lost)")
                .collect(Collectors.joining(", "));
        return behind.isEmpty()
                ? new Health(Status.OK, all.size() + (all.size() == 1 ? " event handler" : " event handlers"))
                : new Health(
                        Status.WARN,
                        "an event handler cannot keep up and loses events: " + behind
                                + "; everybody else gets theirs; update or remove that bundle");
    }
}
