package org.myrmex.sharing.shares;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.sharing.words.WordIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the view of the shared folders fresh: looks at a folder shortly after something changed in it, and at all of them
 * now and then, as events get lost. Any thread.
 */
final class LiveFolders implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFolders.class);

    private static final Duration TICK = Duration.ofMillis(250);
    /** A folder is looked at when it was quiet for so long, or else after the longest: one change seldom comes alone. */
    private static final long SETTLE_MICROS = 500_000;

    private static final long LONGEST_SETTLE_MICROS = 2_000_000;
    /** How often it is looked whether the shares themselves are there, which no event of theirs says. */
    private static final long ROOTS_MICROS = 2_000_000;

    private static final long UNWATCHED_PAUSE_MICROS = 10_000_000;
    /** Folders that wait to be looked at; when there are more, all is looked at. */
    private static final int MAX_CHANGED = 1_024;
    /** A look or a snapshot may take this part of one core. */
    static final int REST_FACTOR = 20;

    private final Settings settings;
    private final Tasks tasks;
    private final Clock clock;
    private final View view;
    private final Executor scans;
    private final Optional<FolderWatch> watch;

    /** Held while folders are looked at, so that no older view overtakes a newer one. */
    private final Object lookLock = new Object();
    /** How the roots looked; of whoever holds {@link #lookLock}. */
    private final Map<Path, Object> roots = new HashMap<>();

    private final Object lock = new Object();
    private final Map<Path, Changed> changed = new LinkedHashMap<>();
    private Registration timer = () -> {};
    private boolean looking;
    private boolean closed;
    private boolean unwatched;
    private long nextScanMicros;
    private long earliestScanMicros;
    private long nextLookMicros;
    private long nextRootsMicros;

    /**
     * What an operator may set.
     *
     * @param mostWatched folders that may be watched; 0 for none
     * @param rescanMicros pause between two looks at everything, when everything is watched
     */
    record Settings(Excluded excluded, int mostWatched, long rescanMicros) {}

    /** A folder in which something changed, first and last, and what. */
    private static final class Changed {
        private final long firstMicros;
        private long lastMicros;
        private final Set<Path> names = new LinkedHashSet<>();

        Changed(long nowMicros) {
            firstMicros = nowMicros;
        }

        boolean isDue(long nowMicros) {
            return nowMicros - lastMicros >= SETTLE_MICROS || nowMicros - firstMicros >= LONGEST_SETTLE_MICROS;
        }
    }

    /** Whose folders they are, and who is told what lies in them. */
    interface View {
        List<Folder> folders();

        /** @throws IOException when it cannot be shared now */
        void check(Path folder) throws IOException;

        /** It cannot be read. */
        void broken(Folder folder, IOException why);

        /**
         * What lies in a part of a share now.
         *
         * @param part whether a file of before belongs to it: it is gone unless it was found
         * @return folders that have to be looked at again soon, as a file in them is still being written
         */
        Set<Path> saw(Folder folder, Predicate<Path> part, Map<Path, Seen> found);

        /** Whether what was seen is not yet shown. */
        boolean isStale();

        /** Shows what was seen. */
        void refresh();
    }

    LiveFolders(Settings settings, Tasks tasks, Clock clock, View view) {
        this.settings = settings;
        this.tasks = tasks;
        this.clock = clock;
        this.view = view;
        scans = tasks.serial("scan");
        watch = settings.mostWatched() > 0 ? FolderWatch.open(settings.mostWatched()) : Optional.empty();
        nextScanMicros = Long.MAX_VALUE;
        nextRootsMicros = Long.MAX_VALUE;
    }

    /** Looks at everything, and from now on again and again. */
    void start() {
        synchronized (lock) {
            nextScanMicros = clock.nowMicros();
            nextRootsMicros = nextScanMicros + ROOTS_MICROS;
            timer = tasks.every(TICK, this::tick);
        }
        lookIfDue();
    }

    /** Looks at all of one share now. */
    void scan(Folder folder) {
        synchronized (lookLock) {
            Set<Path> restless = whole(folder);
            synchronized (lock) {
                restless.forEach(this::note);
            }
        }
    }

    /** A file turned out to be another one: looks at its folder soon. */
    void suspect(Path file) {
        synchronized (lock) {
            Changed there = note(file.getParent());
            there.names.add(file);
            there.lastMicros = clock.nowMicros() - SETTLE_MICROS;
        }
        lookIfDue();
    }

    /** A share has ended: what is in no other is not watched any more. */
    void forget() {
        List<Path> shares = view.folders().stream().map(Folder::path).toList();
        forget(path -> shares.stream().noneMatch(path::startsWith));
    }

    @Override
    public void close() throws IOException {
        synchronized (lock) {
            timer.close();
            closed = true;
            changed.clear();
        }
        if (watch.isPresent()) {
            watch.get().close();
        }
    }

    private void tick() {
        watch.map(FolderWatch::poll).ifPresent(this::hear);
        lookIfDue();
    }

    private void hear(FolderWatch.Changes changes) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            changes.touched().forEach((folder, names) -> {
                names.removeIf(name -> !name.equals(folder)
                        && settings.excluded().name(name.getFileName().toString()));
                if (!names.isEmpty()) {
                    note(folder).names.addAll(names);
                }
            });
            if (!changes.isAll() || changed.size() > MAX_CHANGED) {
                long soon = Math.max(clock.nowMicros() + SETTLE_MICROS, earliestScanMicros);
                nextScanMicros = Math.min(nextScanMicros, soon);
            }
        }
    }

    private Changed note(Path folder) {
        long now = clock.nowMicros();
        Changed there = changed.computeIfAbsent(folder, f -> new Changed(now));
        there.lastMicros = now;
        return there;
    }

    private void lookIfDue() {
        boolean isStale = view.isStale();
        synchronized (lock) {
            long now = clock.nowMicros();
            boolean isDue = isStale
                    || now >= nextScanMicros
                    || now >= nextRootsMicros
                    || (now >= nextLookMicros && changed.values().stream().anyMatch(c -> c.isDue(now)));
            if (looking || closed || !isDue) {
                return;
            }
            looking = true;
        }
        try {
            scans.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.debug("no look at shares: the platform stops");
        }
    }

    private void look() {
        try {
            view.refresh();
            lookAtWhatIsDue();
        } finally {
            synchronized (lock) {
                looking = false;
            }
        }
    }

    private void lookAtWhatIsDue() {
        long start = clock.nowMicros();
        boolean isAll;
        Map<Path, Set<Path>> due = new LinkedHashMap<>();
        synchronized (lock) {
            isAll = start >= nextScanMicros;
            unwatched &= !isAll;
            changed.forEach((folder, there) -> {
                if (isAll || (start >= nextLookMicros && there.isDue(start))) {
                    due.put(folder, there.names);
                }
            });
            changed.keySet().removeAll(due.keySet());
        }
        Set<Path> restless = new LinkedHashSet<>();
        synchronized (lookLock) {
            if (isAll) {
                forget();
            }
            // A share may lie in another one: what is new is new to both.
            Set<Path> fresh = new HashSet<>();
            for (Folder folder : view.folders()) {
                boolean isWhole = isAll || !rootOf(folder).equals(roots.get(folder.path()));
                restless.addAll(isWhole ? whole(folder) : parts(folder, due, fresh));
            }
        }
        synchronized (lock) {
            restless.forEach(this::note);
            long end = clock.nowMicros();
            long rest = REST_FACTOR * (end - start);
            if (isAll) {
                // The next change need not wait because there is much to look at.
                earliestScanMicros = end + rest;
                nextScanMicros = end + Math.max(pause(), rest);
            } else {
                nextLookMicros = end + rest;
            }
            nextRootsMicros = end + ROOTS_MICROS;
        }
    }

    private long pause() {
        return watch.isEmpty() || unwatched ? UNWATCHED_PAUSE_MICROS : settings.rescanMicros();
    }

    private Set<Path> whole(Folder folder) {
        Path root = folder.path();
        roots.put(root, rootOf(folder));
        FolderScan scan = new FolderScan(root, settings.excluded(), WordIndex.MAX_NAMES, this::enter);
        try {
            view.check(root);
            scan.walk(root);
        } catch (IOException e) {
            view.broken(folder, e);
            return Set.of();
        }
        forget(path -> path.startsWith(root) && !scan.entered().contains(path));
        return view.saw(folder, path -> true, scan.files());
    }

    /**
     * Looks at those folders of a share in which something changed, and at what is new in them.
     *
     * @param fresh what was found to be new in this look; more is added
     */
    private Set<Path> parts(Folder folder, Map<Path, Set<Path>> due, Set<Path> fresh) {
        Path root = folder.path();
        Set<Path> gone = new HashSet<>();
        Set<Path> entered = new HashSet<>();
        Map<Path, Seen> files = new HashMap<>();
        List<Path> places =
                due.keySet().stream().filter(place -> place.startsWith(root)).toList();
        for (Path place : places) {
            // A name may stand for another folder now: what is known below it is looked at anew.
            gone.addAll(due.get(place));
        }
        forget(path -> !fresh.contains(path) && isIn(gone, path, root));
        for (Path place : places) {
            FolderScan scan = new FolderScan(
                    root,
                    settings.excluded(),
                    WordIndex.MAX_NAMES,
                    path -> (path.equals(place) || fresh.contains(path) || !isWatched(path)) && enter(path));
            try {
                if (isHere(place)) {
                    scan.walk(place);
                } else {
                    gone.add(place);
                }
            } catch (IOException e) {
                return whole(folder);
            }
            entered.addAll(scan.entered());
            fresh.addAll(scan.entered());
            files.putAll(scan.files());
        }
        return places.isEmpty()
                ? Set.of()
                : view.saw(folder, path -> entered.contains(path.getParent()) || isIn(gone, path, root), files);
    }

    private static boolean isIn(Set<Path> places, Path path, Path root) {
        Path above = path;
        while (above != null && above.startsWith(root)) {
            if (places.contains(above)) {
                return true;
            }
            above = above.getParent();
        }
        return false;
    }

    /** Watched before it is looked at, so that nothing happens in between unseen. */
    private boolean enter(Path folder) {
        if (watch.isPresent() && !watch.get().watch(folder)) {
            synchronized (lock) {
                unwatched = true;
            }
        }
        return true;
    }

    private boolean isWatched(Path folder) {
        return watch.isPresent() && watch.get().isWatched(folder);
    }

    private void forget(Predicate<Path> folders) {
        watch.ifPresent(w -> w.forget(folders));
    }

    /** Whether it is a folder and no link leads to it. */
    private static boolean isHere(Path folder) {
        try {
            return folder.toRealPath().equals(folder) && Files.isDirectory(folder);
        } catch (IOException e) {
            return false;
        }
    }

    /** What changes when a share is taken away, put back, replaced or forbidden. */
    private Object rootOf(Folder folder) {
        try {
            view.check(folder.path());
            Object key = Files.readAttributes(folder.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return key == null ? "there" : key;
        } catch (IOException e) {
            return "not there";
        }
    }
}
