package org.myrmex.http.internal;

import java.util.concurrent.Semaphore;

/**
 * How many may be served at once. Whoever sends or takes slowly holds one of the server's threads (200, Jetty's default) all the
 * while, and when there is none left nobody is served. Any thread.
 */
final class Crowd {
    static final int MAX_EXCHANGES = 150;
    /** Of them with a body to read; what has none is served while all of these wait for theirs. */
    static final int MAX_BODIES = 64;

    private final Semaphore exchanges = new Semaphore(MAX_EXCHANGES);
    private final Semaphore bodies = new Semaphore(MAX_BODIES);

    /** What a request brings. */
    enum Load {
        NOTHING,
        BODY
    }

    /** Whether there is room; if so, {@link #leave} is to follow. */
    boolean enter(Load load) {
        if (!exchanges.tryAcquire()) {
            return false;
        }
        if (load == Load.BODY && !bodies.tryAcquire()) {
            exchanges.release();
            return false;
        }
        return true;
    }

    void leave(Load load) {
        if (load == Load.BODY) {
            bodies.release();
        }
        exchanges.release();
    }
}
