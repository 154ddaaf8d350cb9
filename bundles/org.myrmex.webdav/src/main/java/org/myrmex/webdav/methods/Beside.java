package org.myrmex.webdav.methods;

import org.myrmex.webdav.kept.DeadProperties;
import org.myrmex.webdav.kept.Journal;
import org.myrmex.webdav.kept.Kept;
import org.myrmex.webdav.lock.LockTable;

/**
 * What the facade keeps beside the trees.
 *
 * @param locks of whatever tree
 * @param properties that clients invented
 * @param journal of changes whose locks and properties must follow
 */
public record Beside(LockTable locks, DeadProperties properties, Journal journal) {
    public static Beside of(Kept kept) {
        return new Beside(new LockTable(kept.locks()), kept.properties(), kept.journal());
    }

    /** Of a facade without a home: forgotten at its end. */
    public static Beside inMemory() {
        return of(Kept.inMemory());
    }
}
