package org.myrmex.discovery.lan.internal;

import java.io.IOException;
import java.util.Optional;

/** mDNS on one interface and family. What it hears goes to a {@link Hearer}. Any thread. */
interface Wire extends AutoCloseable {
    /** Opens one. */
    interface Opener {
        /**
         * Listens there.
         *
         * @param door what to announce; empty: nothing
         * @throws IOException when it cannot
         */
        Wire open(Nic nic, Optional<Door> door, Hearer hearer) throws IOException;
    }

    /** Asks everybody who is there; returns at once, answers follow. */
    void ask();

    /** Whether it still hears; one that does not is replaced. */
    boolean isAlive();

    /** Says goodbye if it had announced something, and ends its threads; takes a second at most. */
    @Override
    void close();
}
