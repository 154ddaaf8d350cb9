package org.myrmex.example.journal.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.myrmex.api.event.Topics;
import org.myrmex.api.plugin.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.osgi.service.event.propertytypes.EventTopics;

/** Hears events and keeps the last ones. In memory only: what a peer did is nobody's business after its end. */
@Component(service = {Journal.class, EventHandler.class})
@EventTopics("org/myrmex/*")
public final class Journal implements EventHandler {
    /** The oldest goes for the next. */
    static final int MAX_KEPT = 1_000;

    private final Clock clock;
    private final Deque<KeptEvent> kept = new ArrayDeque<>();

    @Activate
    public Journal(@Reference Clock clock) {
        this.clock = clock;
    }

    @Override
    public void handleEvent(Event event) {
        KeptEvent fresh = KeptEvent.of(event, Topics.TIME, clock.nowMicros());
        synchronized (kept) {
            if (kept.size() == MAX_KEPT) {
                kept.remove();
            }
            kept.add(fresh);
        }
    }

    /** Oldest first, as they were at this moment. */
    List<KeptEvent> kept() {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }
}
