package org.myrmex.webdav.methods;

import java.util.concurrent.Semaphore;

/** Lets so many walks through trees go on at once; each takes a thread, a processor and the disk. Any thread. */
final class Turns {
    private static final int MAX_WALKS = 4;

    private final Semaphore places = new Semaphore(MAX_WALKS);

    /** A turn, to be closed once. */
    Turn take() throws RefusedException {
        if (!places.tryAcquire()) {
            throw new RefusedException(
                    Status.BUSY, MAX_WALKS + " walks through folders go on already; try again in a moment");
        }
        return places::release;
    }

    /** A turn that is taken. */
    @FunctionalInterface
    interface Turn {
        void close();
    }
}
