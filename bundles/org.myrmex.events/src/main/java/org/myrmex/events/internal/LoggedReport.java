package org.myrmex.events.internal;

import org.myrmex.api.plugin.Metrics;
import org.osgi.service.event.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts all, and says what somebody must look at: once a handler, since a bad one would fill the log. */
final class LoggedReport implements Report {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedReport.class);

    private final Metrics.Counter delivered;
    private final Metrics.Counter dropped;
    private final Metrics.Counter failed;

    LoggedReport(Metrics metrics) {
        delivered = metrics.counter("delivered_total", "events that a handler took");
        dropped = metrics.counter("dropped_total", "events that a handler was too slow for");
        failed = metrics.counter("failed_total", "events at which a handler threw");
    }

    @Override
    public void delivered() {
        delivered.add(1);
    }

    @Override
    public void lost(Subscriber subscriber, boolean first) {
        dropped.add(1);
        if (first) {
            LOG.warn(
                    "{} has {} events waiting and loses the oldest; its event handler is too slow, see: myrmex health",
                    subscriber.bundle(),
                    Subscriber.MAX_WAITING);
        }
    }

    /** Never what the event carries: others' plugins may put anything there. */
    @Override
    public void failed(Subscriber subscriber, Event event, Throwable why, boolean first) {
        failed.add(1);
        if (first) {
            LOG.warn(
                    "an event handler of {} failed at {}; later failures are counted",
                    subscriber.bundle(),
                    event.getTopic(),
                    why);
        } else {
            LOG.debug("an event handler of {} failed again at {}", subscriber.bundle(), event.getTopic());
        }
    }
}
