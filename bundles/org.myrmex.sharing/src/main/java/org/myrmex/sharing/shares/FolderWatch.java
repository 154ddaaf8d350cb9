package org.myrmex.sharing.shares;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears from the system in which folders something changed. Any thread; no method waits. */
final class FolderWatch implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    /** Systems give a user few of them; Linux gave 8,192 for long. */
    static final int MAX_FOLDERS = 8_192;

    private final WatchService service;
    private final int most;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    /** Where a key's folder is now: a key knows only where it was when it was first watched, and a folder may be moved. */
    private final Map<WatchKey, Path> paths = new HashMap<>();

    /**
     * What has changed.
     *
     * @param touched what came, went or changed, by the folder it is in; a folder that is gone is among its own
     * @param isAll whether these are all; else so much happened that some are missing
     */
    record Changes(Map<Path, Set<Path>> touched, boolean isAll) {}

    private FolderWatch(WatchService service, int most) {
        this.service = service;
        this.most = most;
    }

    /** Empty when this system cannot do it, or not now. */
    static Optional<FolderWatch> open(int mostFolders) {
        try {
            return Optional.of(new FolderWatch(FileSystems.getDefault().newWatchService(), mostFolders));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("the system cannot watch folders ({}); shares are looked at every 10 s instead", e.getMessage());
            return Optional.empty();
        }
    }

    /** Watches what is directly in a folder. Returns false when it cannot. */
    synchronized boolean watch(Path folder) {
        if (!keys.containsKey(folder) && keys.size() >= most) {
            return false;
        }
        WatchKey key;
        try {
            key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (IOException | ClosedWatchServiceException e) {
            LOG.debug("a folder cannot be watched");
            return false;
        }
        WatchKey before = keys.put(folder, key);
        if (before != null && !before.equals(key)) {
            drop(before, folder);
        }
        Path earlier = paths.put(key, folder);
        if (earlier != null && !earlier.equals(folder)) {
            keys.remove(earlier, key);
        }
        return true;
    }

    synchronized boolean isWatched(Path folder) {
        return keys.containsKey(folder);
    }

    synchronized int size() {
        return keys.size();
    }

    /** These are not watched any more. */
    synchronized void forget(Predicate<Path> folders) {
        for (Path path : List.copyOf(keys.keySet())) {
            if (folders.test(path)) {
                drop(keys.remove(path), path);
            }
        }
    }

    /** What has changed since the last time. */
    synchronized Changes poll() {
        Map<Path, Set<Path>> touched = new LinkedHashMap<>();
        boolean isAll = true;
        try {
            for (WatchKey key = service.poll(); key != null; key = service.poll()) {
                isAll &= take(key, touched);
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("folders are not watched any more: the platform stops");
        }
        return new Changes(touched, isAll);
    }

    @Override
    public void close() throws IOException {
        service.close();
    }

    private boolean take(WatchKey key, Map<Path, Set<Path>> touched) {
        Path folder = paths.get(key);
        List<WatchEvent<?>> events = key.pollEvents();
        boolean isGone = !key.reset();
        if (folder == null) {
            return true;
        }
        Set<Path> names = touched.computeIfAbsent(folder, f -> new LinkedHashSet<>());
        boolean isAll = true;
        for (WatchEvent<?> event : events) {
            if (event.context() instanceof Path name) {
                names.add(folder.resolve(name));
            } else {
                isAll = false;
            }
        }
        if (isGone) {
            names.add(folder);
            keys.remove(folder, key);
            paths.remove(key);
        }
        return isAll;
    }

    private void drop(WatchKey key, Path path) {
        if (path.equals(paths.get(key))) {
            paths.remove(key);
            key.cancel();
        }
    }
}
