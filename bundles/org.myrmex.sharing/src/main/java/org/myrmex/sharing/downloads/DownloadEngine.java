package org.myrmex.sharing.downloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.myrmex.api.channel.Channels;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Download;
import org.myrmex.api.sharing.DownloadRequest;
import org.myrmex.api.sharing.Downloads;
import org.myrmex.sharing.disk.Problem;
import org.myrmex.sharing.exchange.Surroundings;
import org.myrmex.sharing.searches.Interests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The downloads of the peer. Any thread. */
public final class DownloadEngine implements Downloads {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadEngine.class);

    /** With 8 sources and windows of 64 each, 128 MiB are on their way at most; what has come is bounded by the channels. */
    private static final int MAX_ACTIVE = 16;

    private static final int MAX_WAITING = 1_000;
    private static final int MAX_ENDED = 256;
    private static final int MAX_WINDOW = 64;
    private static final int WORKERS = 4;
    private static final int DISK_WAITERS = 2;

    private final Surroundings around;
    private final Targets targets;
    private final Remembered remembered;
    private final BiConsumer<ContentId, Download.State> listener;
    private final Map<ContentId, Fetch> fetches = new LinkedHashMap<>();
    private final Map<Fetch, PartialFile> waiting = new LinkedHashMap<>();
    /** Remembered ones whose files were not looked at yet. */
    private final Set<Fetch> unopened = new LinkedHashSet<>();

    private boolean stopped;

    /**
     * @param folder for downloads that name no file
     * @param listener told of changed states; must return at once
     */
    public DownloadEngine(
            Path folder,
            PluginHome home,
            Tasks tasks,
            Clock clock,
            Channels channels,
            Interests interests,
            BiConsumer<ContentId, Download.State> listener) {
        this.listener = listener;
        targets = new Targets(folder);
        remembered = new Remembered(home);
        around = new Surroundings(
                clock, tasks, channels, interests, tasks.pool("download", WORKERS), tasks.pool("disk", DISK_WAITERS));
    }

    /** For those that name no file. */
    @Override
    public Path folder() {
        return targets.folder();
    }

    /** Goes on with what ran when the peer was stopped. Reads their list; their files are looked at in the background. */
    public void resume() {
        List<Fetch> again = new ArrayList<>();
        // All of them before any begins or ends: a list that is stored without the rest would lose it in a crash.
        synchronized (this) {
            try {
                for (DownloadRequest request : remembered.read()) {
                    if (!fetches.containsKey(request.link().id())) {
                        Fetch fetch =
                                new Fetch(around, request, request.target().orElseThrow(), this::changed);
                        put(fetch);
                        again.add(fetch);
                    }
                }
            } catch (IOException e) {
                LOG.warn("the list of downloads cannot be read ({}); start them again", Problem.of(e));
            }
            unopened.addAll(again);
        }
        around.disk().execute(() -> again.forEach(this::open));
    }

    @Override
    public Download start(DownloadRequest asked) throws IOException {
        DownloadRequest request = new DownloadRequest(
                asked.link(),
                asked.target(),
                asked.limitBytesPerSecond(),
                Math.max(1, Math.min(MAX_WINDOW, asked.window())));
        ContentId id = request.link().id();
        Path target = targets.choose(request, around.interests().recentName(id));
        Optional<Fetch> running = join(request, target);
        if (running.isPresent()) {
            return running.get();
        }
        if (Targets.isThere(target, id)) {
            return found(request, target);
        }
        targets.makeFolder(target);
        PartialFile file = Targets.open(target, id);
        try {
            return launch(request, target, file);
        } catch (IOException e) {
            file.abandon();
            throw e;
        }
    }

    @Override
    public synchronized List<Download> list() {
        return List.copyOf(fetches.values());
    }

    @Override
    public synchronized Optional<Download> find(ContentId id) {
        return Optional.ofNullable(fetches.get(id));
    }

    /** Stores what is verified; completes when that is done. They go on at the next {@link #resume}. */
    public CompletableFuture<Void> stop() {
        List<Fetch> all;
        List<PartialFile> unused;
        synchronized (this) {
            stopped = true;
            all = List.copyOf(fetches.values());
            unused = List.copyOf(waiting.values());
            waiting.clear();
        }
        unused.forEach(DownloadEngine::abandon);
        return CompletableFuture.allOf(all.stream().map(Fetch::suspend).toArray(CompletableFuture[]::new));
    }

    private synchronized Optional<Fetch> join(DownloadRequest request, Path target) throws IOException {
        Fetch same = fetches.get(request.link().id());
        if (same != null && !same.state().ended()) {
            if (request.target().isPresent() && !same.target().equals(target)) {
                throw new IOException("it is being fetched to " + same.target() + "; wait for it, then copy it");
            }
            return Optional.of(same);
        }
        for (Fetch other : fetches.values()) {
            if (!other.state().ended() && other.target().equals(target)) {
                throw new IOException(target + " is being fetched with other content; choose another with -o");
            }
        }
        return Optional.empty();
    }

    private synchronized Fetch found(DownloadRequest request, Path target) throws IOException {
        Fetch fetch = new Fetch(around, request, target, this::changed);
        put(fetch);
        fetch.foundThere(Files.size(target));
        return fetch;
    }

    private synchronized Fetch launch(DownloadRequest request, Path target, PartialFile file) throws IOException {
        Optional<Fetch> running = join(request, target);
        if (running.isPresent()) {
            file.close();
            return running.get();
        }
        if (stopped) {
            throw new IOException("the peer stops; start it, then try again");
        }
        if (waiting.size() >= MAX_WAITING) {
            throw new IOException(MAX_WAITING + " downloads wait; cancel some of them");
        }
        Fetch fetch = new Fetch(around, request, target, this::changed);
        Fetch before = fetches.get(fetch.id());
        put(fetch);
        try {
            store();
        } catch (IOException e) {
            fetches.remove(fetch.id());
            if (before != null) {
                put(before);
            }
            throw new IOException("the list of downloads cannot be stored (" + Problem.of(e) + "); make room", e);
        }
        fetch.waits("waits until one of " + MAX_ACTIVE + " others has ended");
        waiting.put(fetch, file);
        beginNext();
        return fetch;
    }

    private void open(Fetch fetch) {
        Path target = fetch.target();
        synchronized (this) {
            unopened.remove(fetch);
            if (stopped || fetch.state().ended()) {
                return;
            }
        }
        try {
            if (Targets.isThere(target, fetch.id())) {
                fetch.foundThere(Files.size(target));
                PartialFile.tidy(target);
                return;
            }
            PartialFile file = Targets.open(target, fetch.id());
            synchronized (this) {
                waiting.put(fetch, file);
                beginNext();
            }
        } catch (IOException e) {
            fetch.cannotBegin(e.getMessage());
        }
    }

    private void changed(Fetch fetch) {
        Download.State state = fetch.state();
        Optional<PartialFile> unused = Optional.empty();
        synchronized (this) {
            if (stopped) {
                return;
            }
            if (state.ended()) {
                unused = Optional.ofNullable(waiting.remove(fetch));
                beginNext();
                try {
                    store();
                } catch (IOException e) {
                    LOG.warn("the list of downloads cannot be stored ({}); make room", Problem.of(e));
                }
            }
        }
        unused.ifPresent(DownloadEngine::abandon);
        listener.accept(fetch.id(), state);
    }

    private void beginNext() {
        long active = fetches.values().stream()
                .filter(fetch -> !fetch.state().ended() && !waiting.containsKey(fetch) && !unopened.contains(fetch))
                .count();
        for (Fetch fetch : List.copyOf(waiting.keySet())) {
            if (active++ < MAX_ACTIVE) {
                fetch.begin(waiting.remove(fetch));
            }
        }
    }

    private void put(Fetch fetch) {
        fetches.remove(fetch.id());
        List<Fetch> ended = new ArrayList<>(fetches.values());
        ended.removeIf(other -> !other.state().ended());
        if (ended.size() >= MAX_ENDED) {
            fetches.remove(ended.get(0).id());
        }
        fetches.put(fetch.id(), fetch);
    }

    private void store() throws IOException {
        remembered.write(fetches.values().stream()
                .filter(fetch -> !fetch.state().ended())
                .toList());
    }

    private static void abandon(PartialFile file) {
        try {
            file.abandon();
        } catch (IOException e) {
            LOG.debug("a partial file could not be closed ({})", Problem.of(e));
        }
    }
}
