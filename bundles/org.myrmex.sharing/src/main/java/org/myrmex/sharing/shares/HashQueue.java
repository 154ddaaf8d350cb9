package org.myrmex.sharing.shares;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.sharing.disk.Pace;
import org.myrmex.sharing.disk.Problem;
import org.myrmex.sharing.merkle.FileTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hashes files one after the other in the background, no faster than allowed. Any thread. */
final class HashQueue implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(HashQueue.class);

    private final HashCache cache;
    private final LeafStore leaves;
    private final Tasks tasks;
    private final Clock clock;
    private final Executor pool;
    private final Done done;
    /** Of the one task that hashes. */
    private final Pace pace;

    /** At most one entry for each file of the index. */
    private final Map<Place, Seen> waiting = new LinkedHashMap<>();

    private boolean busy;
    private boolean closed;

    /** Where a file was found; the same file may be in two shares. */
    private record Place(Folder folder, Path file) {}

    private record Job(Folder folder, Path file, Seen seen) {}

    /** Told of each file that left the queue. */
    @FunctionalInterface
    interface Done {
        /** The tree is empty when the file cannot be read, or changed meanwhile. */
        void hashed(Folder folder, Path file, Seen seen, Optional<FileTree> tree);
    }

    HashQueue(HashCache cache, LeafStore leaves, long bytesPerSecond, Tasks tasks, Clock clock, Done done) {
        this.cache = cache;
        this.leaves = leaves;
        this.tasks = tasks;
        this.clock = clock;
        this.done = done;
        pool = tasks.pool("hash", 1);
        pace = new Pace(bytesPerSecond, clock.nowMicros());
    }

    synchronized void add(Folder folder, Path file, Seen seen) {
        waiting.put(new Place(folder, file), seen);
    }

    synchronized void forget(Folder folder) {
        waiting.keySet().removeIf(place -> place.folder().equals(folder));
    }

    synchronized boolean isIdle() {
        return waiting.isEmpty() && !busy;
    }

    /** Goes to work, unless it is at work. */
    void start() {
        next().ifPresent(job -> submit(() -> begin(job)));
    }

    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private synchronized Optional<Job> next() {
        Iterator<Map.Entry<Place, Seen>> first = waiting.entrySet().iterator();
        if (busy || closed || !first.hasNext()) {
            return Optional.empty();
        }
        Map.Entry<Place, Seen> entry = first.next();
        first.remove();
        busy = true;
        return Optional.of(new Job(entry.getKey().folder(), entry.getKey().file(), entry.getValue()));
    }

    private void begin(Job job) {
        Optional<FileTree> known = cache.find(job.file(), job.seen());
        if (known.isPresent()) {
            end(job, known);
            return;
        }
        try {
            if (!FolderScan.isInside(job.folder().path(), job.file())) {
                throw new IOException("it leads out of the share now");
            }
            goOn(job, new FileHashing(job.file(), leaves.writer(job.seen().sizeBytes())));
        } catch (IOException e) {
            end(job, Optional.empty());
        }
    }

    private void goOn(Job job, FileHashing hashing) {
        try {
            long waitMicros = pace.take(hashing.stepBytes(), clock.nowMicros());
            if (waitMicros > 0) {
                tasks.after(Duration.of(waitMicros, ChronoUnit.MICROS), () -> submit(() -> goOn(job, hashing)));
            } else if (isClosed()) {
                hashing.close();
            } else if (hashing.step()) {
                submit(() -> goOn(job, hashing));
            } else {
                Optional<FileTree> tree = treeOf(job, hashing);
                hashing.close();
                end(job, tree);
            }
        } catch (IOException e) {
            closeQuietly(hashing);
            end(job, Optional.empty());
        }
    }

    private Optional<FileTree> treeOf(Job job, FileHashing hashing) throws IOException {
        if (!Seen.at(job.file()).equals(job.seen())) {
            return Optional.empty();
        }
        FileTree tree = hashing.finish();
        try {
            cache.put(job.file(), job.seen(), tree);
        } catch (IOException e) {
            LOG.warn("hashes cannot be stored ({}): files are hashed again after a restart; make room", Problem.of(e));
        }
        return Optional.of(tree);
    }

    private void end(Job job, Optional<FileTree> tree) {
        synchronized (this) {
            busy = false;
            if (closed) {
                return;
            }
        }
        if (tree.isEmpty()) {
            LOG.debug("a shared file cannot be read or changes meanwhile; it is tried again when it has changed");
        }
        done.hashed(job.folder(), job.file(), job.seen(), tree);
        start();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void submit(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("hashing ends: the platform stops");
        }
    }

    private static void closeQuietly(FileHashing hashing) {
        try {
            hashing.close();
        } catch (IOException e) {
            LOG.debug("a file that could not be read could not be closed either");
        }
    }
}
