package org.myrmex.sharing.shares;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Share;
import org.myrmex.api.sharing.Shares;
import org.myrmex.sharing.disk.Problem;
import org.myrmex.sharing.disk.Stored;
import org.myrmex.sharing.merkle.FileTree;
import org.myrmex.sharing.words.Question;
import org.myrmex.sharing.words.WordIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared folders: kept fresh, hashed in the background, searched in a snapshot. Any thread.
 */
public final class ShareIndex implements Shares, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ShareIndex.class);

    private static final int MAX_SHARES = 256;
    /** A file is hashed when it was left alone for so long, and for longer the more there is to hash again. */
    private static final long REST_MICROS = 1_000_000;

    private static final long REST_BYTES_PER_MICRO = 256;
    private static final long LONGEST_REST_MICROS = 4_000_000;

    private final Shareable shareable;
    private final Clock clock;
    private final Stored stored;
    private final HashCache cache;
    private final LeafStore leaves;
    private final HashQueue queue;
    private final LiveFolders live;
    private final BiConsumer<Integer, Long> changed;

    private final Object lock = new Object();
    private final Map<String, Folder> folders = new LinkedHashMap<>();
    private boolean unpublished;
    private boolean closed;
    private long nextSnapshotMicros;
    private volatile Catalog catalog = Catalog.EMPTY;

    /**
     * What an operator may set.
     *
     * @param configured folders that are shared by configuration
     * @param hashBytesPerSecond 0 for no limit
     * @param isWatched whether the system tells of changes; else all is looked at every 10 s
     * @param rescan pause between two looks at everything that is watched
     */
    public record Settings(
            List<Path> configured, Excluded excluded, long hashBytesPerSecond, boolean isWatched, Duration rescan) {}

    /** @param changed told of the number of files and bytes whenever they change; must return at once */
    public ShareIndex(Settings settings, PluginHome home, Tasks tasks, Clock clock, BiConsumer<Integer, Long> changed)
            throws IOException {
        shareable = new Shareable(settings.excluded());
        this.clock = clock;
        this.changed = changed;
        stored = new Stored(home, "shares.json");
        cache = new HashCache(home.data().resolve("hashes"));
        leaves = new LeafStore(home.data().resolve("leaves"), clock);
        queue = new HashQueue(cache, leaves, settings.hashBytesPerSecond(), tasks, clock, this::hashed);
        for (Path folder : settings.configured()) {
            open(freeName(Shareable.nameOf(folder)), folder, true);
        }
        for (Map<String, String> row : stored.read()) {
            if (row.containsKey("name") && row.containsKey("folder")) {
                open(row.get("name"), Path.of(row.get("folder")), false);
            }
        }
        LiveFolders.Settings watching = new LiveFolders.Settings(
                settings.excluded(),
                settings.isWatched() ? FolderWatch.MAX_FOLDERS : 0,
                TimeUnit.MILLISECONDS.toMicros(settings.rescan().toMillis()));
        live = new LiveFolders(watching, tasks, clock, new Seeing());
    }

    /** Looks at all shares, and from now on again when something changes. */
    public void start() {
        live.start();
    }

    @Override
    public Share add(String name, Path folder) throws IOException {
        Shareable.checkName(name);
        Path real = shareable.check(folder);
        Folder added;
        synchronized (lock) {
            Folder same = folders.get(name);
            if (same != null && same.path().equals(real)) {
                added = same;
            } else if (same != null) {
                throw new IOException("a share named " + name + " exists; choose another with --name, or unshare it");
            } else {
                Optional<Folder> other = folders.values().stream()
                        .filter(f -> f.path().equals(real))
                        .findAny();
                if (other.isPresent()) {
                    throw new IOException(folder + " is shared already as "
                            + other.get().name() + "; unshare it to give it another name");
                }
                if (folders.size() >= MAX_SHARES) {
                    throw new IOException("there are " + MAX_SHARES + " shares; share a folder above some of them");
                }
                added = new Folder(name, real, false);
                folders.put(name, added);
                try {
                    store();
                } catch (IOException e) {
                    folders.remove(name);
                    throw e;
                }
            }
        }
        live.scan(added);
        synchronized (lock) {
            return added.view();
        }
    }

    @Override
    public boolean remove(String name) throws IOException {
        synchronized (lock) {
            Folder folder = folders.get(name);
            if (folder == null) {
                return false;
            }
            if (folder.configured()) {
                throw new IOException(name + " is shared by the configuration; take it out of there");
            }
            Map<String, Folder> before = new LinkedHashMap<>(folders);
            folders.remove(name);
            try {
                store();
            } catch (IOException e) {
                folders.clear();
                folders.putAll(before);
                throw e;
            }
            queue.forget(folder);
        }
        live.forget();
        publish();
        return true;
    }

    @Override
    public List<Share> list() {
        synchronized (lock) {
            return folders.values().stream().map(Folder::view).toList();
        }
    }

    /** Why a share cannot be read now, one line each. */
    public List<String> problems() {
        synchronized (lock) {
            return folders.values().stream()
                    .filter(folder -> folder.problem().isPresent())
                    .map(folder -> "the share " + folder.name() + " cannot be read ("
                            + folder.problem().get() + "); mend its folder or unshare it")
                    .toList();
        }
    }

    /** The file of an id, when it is shared now. */
    public Optional<SharedFile> find(ContentId id) {
        return catalog.find(id);
    }

    /** Files whose names have all words; at most as many as one peer may answer. */
    public List<SharedFile> find(Question question) {
        return catalog.find(question);
    }

    /** Leaves of what is shared, or was: they stay until others need their room, for who knows what comes back. */
    public LeafStore leaves() {
        return leaves;
    }

    /** A file turned out to be another one than was hashed. */
    public void changed(SharedFile file) {
        cache.forget(file.path());
        synchronized (lock) {
            for (Folder folder : folders.values()) {
                folder.remove(file.path());
            }
        }
        publish();
        live.suspect(file.path());
    }

    @Override
    public void close() throws IOException {
        live.close();
        synchronized (lock) {
            closed = true;
        }
        queue.close();
        cache.close();
    }

    /** What is seen in the folders. */
    private final class Seeing implements LiveFolders.View {
        @Override
        public List<Folder> folders() {
            synchronized (lock) {
                return List.copyOf(folders.values());
            }
        }

        @Override
        public void check(Path folder) throws IOException {
            shareable.check(folder);
        }

        @Override
        public void broken(Folder folder, IOException why) {
            merge(folder, Optional.of(Shareable.reason(why)), path -> true, Map.of());
        }

        @Override
        public Set<Path> saw(Folder folder, Predicate<Path> part, Map<Path, Seen> found) {
            return merge(folder, Optional.empty(), part, found);
        }

        @Override
        public boolean isStale() {
            return isPublishingDue();
        }

        @Override
        public void refresh() {
            publishIfNeeded();
        }
    }

    /** @return folders with files that are still being written */
    private Set<Path> merge(Folder folder, Optional<String> problem, Predicate<Path> part, Map<Path, Seen> found) {
        Set<Path> restless = new HashSet<>();
        synchronized (lock) {
            if (closed || !folder.equals(folders.get(folder.name()))) {
                return Set.of();
            }
            folder.problem(problem);
            unpublished |= folder.removeIf(path -> !found.containsKey(path) && part.test(path));
            for (Map.Entry<Path, Seen> file : found.entrySet()) {
                unpublished |= see(folder, file.getKey(), file.getValue());
                if (folder.file(file.getKey()).isResting()) {
                    restless.add(file.getKey().getParent());
                }
            }
        }
        queue.start();
        publishIfNeeded();
        return restless;
    }

    /** @return whether the catalog differs by it */
    private boolean see(Folder folder, Path file, Seen seen) {
        Folder.State before = folder.file(file);
        boolean isSame = before != null && before.seen().equals(seen);
        if (isSame && !before.isResting()) {
            return false;
        }
        Optional<SharedFile> known =
                cache.find(file, seen).map(tree -> new SharedFile(folder.path(), file, seen, tree));
        boolean isResting = known.isEmpty() && isResting(seen);
        if (known.isPresent()) {
            folder.put(file, new Folder.State(seen, known, Folder.Stage.HASHED));
        } else if (isResting) {
            folder.put(file, new Folder.State(seen, known, Folder.Stage.RESTS));
        } else {
            folder.put(file, new Folder.State(seen, known, Folder.Stage.WAITS));
            queue.add(folder, file, seen);
        }
        return known.isPresent() || (before != null && before.shared().isPresent());
    }

    /** Whether it was written so lately that more may come. */
    private boolean isResting(Seen seen) {
        long ageMicros = clock.nowMicros() - TimeUnit.NANOSECONDS.toMicros(seen.modifiedNanos());
        long rest = Math.min(LONGEST_REST_MICROS, REST_MICROS + seen.sizeBytes() / REST_BYTES_PER_MICRO);
        // A time to come says nothing: some clock is wrong.
        return ageMicros >= 0 && ageMicros < rest;
    }

    private void hashed(Folder folder, Path file, Seen seen, Optional<FileTree> tree) {
        Optional<SharedFile> shared = tree.map(t -> new SharedFile(folder.path(), file, seen, t));
        synchronized (lock) {
            Folder.State state = folder.file(file);
            if (state != null && state.seen().equals(seen)) {
                Folder.Stage stage = shared.isEmpty() ? Folder.Stage.FAILED : Folder.Stage.HASHED;
                folder.put(file, new Folder.State(seen, shared, stage));
            }
            unpublished = true;
        }
        publishIfNeeded();
    }

    private boolean isPublishingDue() {
        synchronized (lock) {
            return unpublished && (queue.isIdle() || clock.nowMicros() >= nextSnapshotMicros);
        }
    }

    private void publishIfNeeded() {
        if (isPublishingDue()) {
            publish();
        }
    }

    private void publish() {
        long start = clock.nowMicros();
        Catalog fresh;
        synchronized (lock) {
            unpublished = false;
            fresh = new Catalog(folders.values().stream()
                    .flatMap(folder -> folder.files().stream())
                    .flatMap(state -> state.shared().stream())
                    .limit(WordIndex.MAX_NAMES)
                    .toList());
            catalog = fresh;
            long end = clock.nowMicros();
            nextSnapshotMicros = end + LiveFolders.REST_FACTOR * (end - start);
        }
        changed.accept(fresh.files(), fresh.bytes());
    }

    private void open(String name, Path folder, boolean configured) {
        Path real = folder;
        try {
            real = shareable.check(folder);
        } catch (IOException e) {
            LOG.warn("a shared folder cannot be read now ({}); see: myrmex health", Shareable.reason(e));
        }
        Path path = real;
        if (folders.size() < MAX_SHARES
                && folders.values().stream().noneMatch(f -> f.path().equals(path))) {
            folders.putIfAbsent(name, new Folder(name, path, configured));
        }
    }

    private void store() throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Folder folder : folders.values()) {
            if (!folder.configured()) {
                Map<String, String> row = new LinkedHashMap<>();
                row.put("name", folder.name());
                row.put("folder", folder.path().toString());
                rows.add(row);
            }
        }
        try {
            stored.write(rows);
        } catch (IOException e) {
            throw new IOException("the list of shares cannot be stored (" + Problem.of(e) + "); make room", e);
        }
    }

    private String freeName(String name) {
        String free = name;
        for (int i = 2; folders.containsKey(free); i++) {
            free = name + " " + i;
        }
        return free;
    }
}
