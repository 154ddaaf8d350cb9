package org.myrmex.webdav.methods;

import org.myrmex.webdav.kept.DeadProperties;
import org.myrmex.webdav.kept.Journal;
import org.myrmex.webdav.kept.Kept;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.sync.Snapshots;

/**
 * What the facade keeps beside the trees.
 *
 * @param locks of whatever tree
 * @param properties that clients invented
 * @param journal of changes whose locks and properties must follow
 * @param snapshots what clients were told of collections
 */
public record Beside(LockTable locks, DeadProperties properties, Journal journal, Snapshots snapshots) {
    public Beside(LockTable locks, DeadProperties properties, Journal journal) {
        this(locks, properties, journal, new Snapshots());
    }

    public static Beside of(Kept kept) {
        LockTable locks = new LockTable(kept.locks());
        kept.journal().lockedSays(locks::any);
        return new Beside(locks, kept.properties(), kept.journal());
    }

    /** Of a facade without a home: forgotten at its end. */
    public static Beside inMemory() {
        return of(Kept.inMemory());
    }
}
