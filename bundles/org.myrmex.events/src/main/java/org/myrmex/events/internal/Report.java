package org.myrmex.events.internal;

import org.osgi.service.event.Event;

/** Hears what becomes of events. Called on the threads that post and that deliver; returns at once. */
interface Report {
    void delivered();

    /**
     * An event was given up for a newer one.
     *
     * @param first whether it is the first that this subscriber lost
     */
    void lost(Subscriber subscriber, boolean first);

    /**
     * A handler threw.
     *
     * @param first whether it is the first time
     */
    void failed(Subscriber subscriber, Event event, Throwable why, boolean first);
}
