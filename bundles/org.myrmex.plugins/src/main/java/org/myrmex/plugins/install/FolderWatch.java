package org.myrmex.plugins.install;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from the file system that something changed in the folder. It says so and no more, since what it hears may be late,
 * doubled or lost; file systems that say nothing are looked at now and then.
 */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final Path folder;
    private final Runnable changed;
    private WatchService service;
    private WatchKey key;
    private boolean closed;

    FolderWatch(Path folder, Runnable changed) {
        this.folder = folder;
        this.changed = changed;
    }

    /** Begins, or begins anew where the folder was taken away and is back. */
    synchronized void ensure(Executor waiting) {
        if (closed || (key != null && key.isValid())) {
            return;
        }
        try {
            if (service == null) {
                service = folder.getFileSystem().newWatchService();
                WatchService watched = service;
                waiting.execute(() -> listen(watched));
            }
            key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("the plugins folder is not watched, but looked at every two seconds", e);
        }
    }

    private void listen(WatchService watched) {
        try {
            while (true) {
                WatchKey heard = watched.take();
                heard.pollEvents();
                heard.reset();
                changed.run();
            }
        } catch (ClosedWatchServiceException e) {
            LOG.trace("the plugins folder is watched no longer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                LOG.debug("the watch of the plugins folder does not close", e);
            }
        }
    }
}
