package org.myrmex.events.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.event.Event;

final class RecordingReport implements Report {
    final AtomicInteger delivered = new AtomicInteger();
    final AtomicInteger lost = new AtomicInteger();
    final List<String> firsts = new ArrayList<>();
    final AtomicInteger failed = new AtomicInteger();

    @Override
    public void delivered() {
        delivered.incrementAndGet();
    }

    @Override
    public void lost(Subscriber subscriber, boolean first) {
        lost.incrementAndGet();
        if (first) {
            firsts.add("lost " + subscriber.bundle());
        }
    }

    @Override
    public void failed(Subscriber subscriber, Event event, Throwable why, boolean first) {
        failed.incrementAndGet();
        if (first) {
            firsts.add("failed " + subscriber.bundle());
        }
    }
}
