package org.myrmex.sharing.shares;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.api.plugin.Registration;
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
 * The shared folders: scanned again and again, hashed in the background, searched in a snapshot. Any thread.
 */
public final class ShareIndex implements Shares, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ShareIndex.class);

    private static final Duration SCAN_PAUSE = Duration.ofSeconds(10);
    private static final int MAX_SHARES = 256;
    private static final int MAX_NAME_CHARS = 64;
    /** A scan or a snapshot may take this part of one core. */
    private static final int REST_FACTOR = 20;

    private final Settings settings;
    private final Tasks tasks;
    private final Clock clock;
    private final Stored stored;
    private final HashCache cache;
    private final Executor scans;
    private final HashQueue queue;
    private final BiConsumer<Integer, Long> changed;

    /** Held while one folder is looked at, so that no older view of it overtakes a newer one; taken before {@link #lock}. */
    private final Object scanLock = new Object();

    private final Object lock = new Object();
    private final Map<String, Folder> folders = new LinkedHashMap<>();
    private boolean unpublished;
    private boolean closed;
    private boolean scanning;
    private long nextScanMicros;
    private long nextSnapshotMicros;
    private Registration timer = () -> {};
    private volatile Catalog catalog = Catalog.EMPTY;

    /**
     * What an operator may set.
     *
     * @param configured folders that are shared by configuration
     * @param hashBytesPerSecond 0 for no limit
     */
    public record Settings(List<Path> configured, Excluded excluded, long hashBytesPerSecond) {}

    /** @param changed told of the number of files and bytes whenever they change; must return at once */
    public ShareIndex(Settings settings, PluginHome home, Tasks tasks, Clock clock, BiConsumer<Integer, Long> changed)
            throws IOException {
        this.settings = settings;
        this.tasks = tasks;
        this.clock = clock;
        this.changed = changed;
        stored = new Stored(home, "shares.json");
        cache = new HashCache(home.data().resolve("hashes"));
        scans = tasks.serial("scan");
        queue = new HashQueue(cache, settings.hashBytesPerSecond(), tasks, clock, this::hashed);
        for (Path folder : settings.configured()) {
            open(freeName(nameOf(folder)), folder, true);
        }
        for (Map<String, String> row : stored.read()) {
            if (row.containsKey("name") && row.containsKey("folder")) {
                open(row.get("name"), Path.of(row.get("folder")), false);
            }
        }
    }

    /** Scans now and then every 10 s. */
    public void start() {
        rescan();
        timer = tasks.every(SCAN_PAUSE, this::rescanIfDue);
    }

    @Override
    public Share add(String name, Path folder) throws IOException {
        checkName(name);
        Path real = readable(folder);
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
        scan(added);
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

    /** A file turned out to be another one than was hashed. */
    public void changed(SharedFile file) {
        cache.forget(file.path());
        synchronized (lock) {
            for (Folder folder : folders.values()) {
                folder.files().remove(file.path());
            }
        }
        publish();
        rescan();
    }

    /** Scans all folders in the background. */
    public void rescan() {
        synchronized (lock) {
            if (scanning || closed) {
                return;
            }
            scanning = true;
        }
        try {
            scans.execute(this::scanAll);
        } catch (RejectedExecutionException e) {
            LOG.debug("no scan: the platform stops");
        }
    }

    @Override
    public void close() throws IOException {
        timer.close();
        synchronized (lock) {
            closed = true;
        }
        queue.close();
        cache.close();
    }

    private void rescanIfDue() {
        synchronized (lock) {
            if (clock.nowMicros() < nextScanMicros) {
                return;
            }
        }
        rescan();
    }

    private void scanAll() {
        long start = clock.nowMicros();
        List<Folder> all;
        synchronized (lock) {
            all = new ArrayList<>(folders.values());
        }
        try {
            all.forEach(this::scan);
        } finally {
            synchronized (lock) {
                scanning = false;
                long end = clock.nowMicros();
                nextScanMicros = end + REST_FACTOR * (end - start);
            }
        }
    }

    private void scan(Folder folder) {
        synchronized (scanLock) {
            look(folder);
        }
        queue.start();
    }

    private void look(Folder folder) {
        Map<Path, Seen> seen = new HashMap<>();
        Optional<String> problem = Optional.empty();
        try {
            seen.putAll(FolderScan.of(readable(folder.path()), settings.excluded(), WordIndex.MAX_NAMES));
        } catch (IOException e) {
            problem = Optional.of(reason(e));
        }
        boolean differs;
        synchronized (lock) {
            if (closed || !folder.equals(folders.get(folder.name()))) {
                return;
            }
            folder.problem(problem);
            differs = folder.files().keySet().retainAll(seen.keySet());
            for (Map.Entry<Path, Seen> file : seen.entrySet()) {
                differs |= see(folder, file.getKey(), file.getValue());
            }
        }
        if (differs) {
            publish();
        }
    }

    /** @return whether the catalog differs by it */
    private boolean see(Folder folder, Path file, Seen seen) {
        Folder.State before = folder.files().get(file);
        if (before != null && before.seen().equals(seen)) {
            return false;
        }
        Optional<SharedFile> known =
                cache.find(file, seen).map(tree -> new SharedFile(folder.path(), file, seen, tree));
        folder.files().put(file, new Folder.State(seen, known, false));
        if (known.isEmpty()) {
            queue.add(folder, file, seen);
        }
        return known.isPresent() || (before != null && before.shared().isPresent());
    }

    private void hashed(Folder folder, Path file, Seen seen, Optional<FileTree> tree) {
        Optional<SharedFile> shared = tree.map(t -> new SharedFile(folder.path(), file, seen, t));
        synchronized (lock) {
            Folder.State state = folder.files().get(file);
            if (state != null && state.seen().equals(seen)) {
                folder.files().put(file, new Folder.State(seen, shared, shared.isEmpty()));
            }
            unpublished = true;
        }
        publishIfNeeded();
    }

    private void publishIfNeeded() {
        boolean due;
        synchronized (lock) {
            due = unpublished && (queue.isIdle() || clock.nowMicros() >= nextSnapshotMicros);
        }
        if (due) {
            publish();
        }
    }

    private void publish() {
        long start = clock.nowMicros();
        Catalog fresh;
        synchronized (lock) {
            unpublished = false;
            fresh = new Catalog(folders.values().stream()
                    .flatMap(folder -> folder.files().values().stream())
                    .flatMap(state -> state.shared().stream())
                    .limit(WordIndex.MAX_NAMES)
                    .toList());
            catalog = fresh;
            long end = clock.nowMicros();
            nextSnapshotMicros = end + REST_FACTOR * (end - start);
        }
        changed.accept(fresh.files(), fresh.bytes());
    }

    private void open(String name, Path folder, boolean configured) {
        Path real = folder;
        try {
            real = readable(folder);
        } catch (IOException e) {
            LOG.warn("a shared folder cannot be read now ({}); see: myrmex health", reason(e));
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

    private Path readable(Path folder) throws IOException {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException e) {
            throw new UnreadableException(folder, Problem.of(e), "name a folder that exists");
        }
        if (!Files.isDirectory(real)) {
            throw new UnreadableException(folder, "not a folder", "name the folder that it lies in");
        }
        if (!Files.isReadable(real) || !Files.isExecutable(real)) {
            throw new UnreadableException(folder, "no right to read it", "allow the peer's user to read it");
        }
        if (settings.excluded().folder(real)) {
            throw new UnreadableException(folder, "it holds the peer's own secrets", "choose another folder");
        }
        return real;
    }

    /** The cause alone, for lines that name the share and not its path. */
    private static String reason(IOException e) {
        return e instanceof UnreadableException unreadable ? unreadable.reason : Problem.of(e);
    }

    private static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        UnreadableException(Path folder, String reason, String remedy) {
            super("cannot share " + folder + " (" + reason + "); " + remedy);
            this.reason = reason;
        }
    }

    private String freeName(String name) {
        String free = name;
        for (int i = 2; folders.containsKey(free); i++) {
            free = name + " " + i;
        }
        return free;
    }

    private static String nameOf(Path folder) {
        Path name = folder.getFileName();
        String text = name == null ? "root" : name.toString();
        return text.length() <= MAX_NAME_CHARS ? text : text.substring(0, MAX_NAME_CHARS);
    }

    private static void checkName(String name) throws IOException {
        boolean right = !name.isBlank()
                && name.length() <= MAX_NAME_CHARS
                && !name.startsWith(".")
                && name.codePoints().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
        if (!right) {
            throw new IOException("a share cannot be named so; choose 1 to " + MAX_NAME_CHARS
                    + " characters without / and without a leading dot");
        }
    }
}
