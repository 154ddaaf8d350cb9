package org.myrmex.webdav.kept;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with everything in it. A change is whatever is done to its maps while its monitor is held: all of it is there after a
 * kill, or nothing. No thread of its own. Any thread.
 */
final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final int CACHE_MEGABYTES = 1;
    /**
     * How long room of what was overwritten is not used again. Longer than changes stay unforced, so that a disk which loses power
     * and had written the newer before the older still holds all of an older state.
     */
    private static final int RETENTION_MILLIS = 300;

    private static final long MAX_UNFORCED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Each change takes a block or two; so many later those that hold next to nothing are written together. */
    private static final int COMPACT_EVERY = 256;

    private static final int MIN_FILLED_PERCENT = 70;
    private static final int COMPACTED_BYTES = 4 << 20;
    /** A peer that stops is waited for. */
    private static final int CLOSING_MILLIS = 50;

    private final Optional<Path> file;
    private final Map<String, MVMap<String, String>> maps = new TreeMap<>();
    private MVStore store;
    private boolean closed;
    private long forcedNanos;
    private int changes;

    /** When a change outlives what. */
    enum Durable {
        /** The end of the process. */
        KILL,
        /** The end of the machine, too. */
        POWER_LOSS
    }

    /** @param file empty for one in memory */
    Store(Optional<Path> file) {
        this.file = file;
        open();
    }

    /** Reads. What is done to a map outside of {@link #change} is lost. */
    synchronized <T> T read(Function<Store, T> reader) {
        needOpen();
        try {
            return reader.apply(this);
        } catch (MVStoreException e) {
            throw failed(e);
        }
    }

    /**
     * Changes, and does not return before the change lasts.
     *
     * @throws NotKeptException when it cannot; then nothing has changed, or all of it when the disk failed behind the last byte
     */
    synchronized <T> T change(Durable durable, Function<Store, T> change) {
        needOpen();
        try {
            T result = change.apply(this);
            if (file.isPresent()) {
                store.commit();
                force(durable);
                compact();
            }
            return result;
        } catch (MVStoreException e) {
            throw failed(e);
        } catch (RuntimeException e) {
            rollBack();
            throw e;
        }
    }

    MVMap<String, String> map(String name) {
        return maps.computeIfAbsent(name, store::openMap);
    }

    private void force(Durable durable) {
        long now = System.nanoTime();
        if (durable == Durable.POWER_LOSS || now - forcedNanos > MAX_UNFORCED_NANOS) {
            store.sync();
            forcedNanos = now;
        }
    }

    private void compact() {
        if (++changes % COMPACT_EVERY == 0) {
            try {
                store.compact(MIN_FILLED_PERCENT, COMPACTED_BYTES);
            } catch (MVStoreException e) {
                // the change itself lasts
                failed(e);
            }
        }
    }

    private void rollBack() {
        if (file.isPresent()) {
            store.rollback();
        }
    }

    private void needOpen() {
        if (closed) {
            throw new NotKeptException(new IllegalStateException("closed"));
        }
        if (store == null) {
            open();
        }
    }

    /** A store whose file failed takes nothing any more; the next one who comes opens it anew, with what it held before. */
    private NotKeptException failed(MVStoreException e) {
        LOG.debug("the store of locks and properties failed: {}", e.getErrorCode());
        forget();
        if (isBroken(e)) {
            setAside();
        }
        return new NotKeptException(e);
    }

    private void forget() {
        maps.clear();
        if (store != null) {
            store.closeImmediately();
            store = null;
        }
    }

    private void open() {
        try {
            store = builder().open();
        } catch (RuntimeException e) {
            // of what is no such file it says one thing or another
            if (e instanceof MVStoreException known && !isBroken(known)) {
                throw new NotKeptException(e);
            }
            setAside();
            store = anew();
        }
        store.setVersionsToKeep(0);
        store.setRetentionTime(RETENTION_MILLIS);
    }

    private MVStore anew() {
        try {
            return builder().open();
        } catch (MVStoreException e) {
            throw new NotKeptException(e);
        }
    }

    private MVStore.Builder builder() {
        MVStore.Builder builder = new MVStore.Builder()
                .autoCommitDisabled()
                // else what has filled this buffer is written in the middle of a change, and a roll-back keeps it
                .autoCommitBufferSize(0)
                .autoCompactFillRate(0)
                .cacheSize(CACHE_MEGABYTES);
        return file.isEmpty() ? builder : builder.fileName(file.get().toString());
    }

    private static boolean isBroken(MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_FILE_CORRUPT,
                    DataUtils.ERROR_UNSUPPORTED_FORMAT,
                    DataUtils.ERROR_CHUNK_NOT_FOUND,
                    DataUtils.ERROR_BLOCK_NOT_FOUND -> true;
            case DataUtils.ERROR_READING_FAILED -> e.getCause() instanceof EOFException;
            default -> false;
        };
    }

    private void setAside() {
        Path broken = file.orElseThrow();
        Path aside = broken.resolveSibling(broken.getFileName() + ".broken");
        try {
            Files.move(broken, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn(
                    "the file with the locks and properties of WebDAV was broken; it is now {} and a new one begins empty",
                    aside.getFileName());
        } catch (IOException e) {
            throw new NotKeptException(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        maps.clear();
        if (store != null) {
            try {
                store.close(CLOSING_MILLIS);
            } catch (MVStoreException e) {
                LOG.debug("the store of locks and properties failed at its end: {}", e.getErrorCode());
            }
            store = null;
        }
    }
}
