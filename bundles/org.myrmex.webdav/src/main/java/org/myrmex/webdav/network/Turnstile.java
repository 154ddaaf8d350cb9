package org.myrmex.webdav.network;

import java.util.concurrent.Semaphore;
import org.myrmex.api.dav.DavException;

/** Lets so many requests wait for the network at once; each holds a thread of the server. Any thread. */
final class Turnstile {
    /** Requests at once. */
    static final int MAX_REQUESTS = 32;

    private final Semaphore places = new Semaphore(MAX_REQUESTS);

    /** A place, to be closed once. */
    Place enter() throws DavException {
        if (!places.tryAcquire()) {
            throw new DavException(
                    DavException.Status.BUSY, MAX_REQUESTS + " requests wait for the network; try again in a moment");
        }
        return places::release;
    }

    /** A place in use. */
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
