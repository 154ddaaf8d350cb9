package org.myrmex.webdav.kept;

import java.nio.file.Path;
import java.util.Optional;
import org.myrmex.webdav.lock.LockStore;

/** All that is kept, in one file: so that what belongs together changes together. */
public final class Kept implements AutoCloseable {
    private final Store store;
    private final DeadProperties properties;
    private final Journal journal;
    private final Runs runs;

    private Kept(Store store) {
        this.store = store;
        properties = new DeadProperties(store);
        journal = new Journal(store, properties);
        runs = new Runs(store, Staged.RUN);
    }

    /**
     * Opens a file, or makes it. One that is broken is moved aside.
     *
     * @throws NotKeptException when neither works
     */
    public static Kept in(Path file) {
        return new Kept(new Store(Optional.of(file)));
    }

    /** Forgotten at the end. */
    public static Kept inMemory() {
        return new Kept(new Store(Optional.empty()));
    }

    public LockStore locks() {
        return new KeptLocks(store);
    }

    public DeadProperties properties() {
        return properties;
    }

    public Journal journal() {
        return journal;
    }

    public Runs runs() {
        return runs;
    }

    @Override
    public void close() {
        store.close();
    }
}
