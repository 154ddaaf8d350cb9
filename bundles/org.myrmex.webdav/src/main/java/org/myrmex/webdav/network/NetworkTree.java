package org.myrmex.webdav.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavException.Status;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Searches;
import org.myrmex.api.sharing.Streams;
import org.myrmex.webdav.http.EmptyBody;
import org.myrmex.webdav.http.MimeTypes;

/**
 * {@code /search/<words>/} and {@code /content/<id>/<name>}. The network is asked when the folder of some words is listed or made,
 * and for a content; by nothing else that a client may do here. Any thread.
 */
public final class NetworkTree implements DavTree, AutoCloseable {
    /** The first listing of a search waits for answers that long after the search began. */
    static final long FIRST_WAIT_MICROS = TimeUnit.SECONDS.toMicros(2);

    private static final String FOLDER = "httpd/unix-directory";
    private static final String SEARCH = "search";
    private static final String CONTENT = "content";

    private final Clock clock;
    private final long firstWaitMicros;
    private final SearchFolders searches;
    private final Contents contents;

    public NetworkTree(Searches searches, Streams streams, Tasks tasks, Clock clock) {
        this(searches, streams, tasks, clock, FIRST_WAIT_MICROS);
    }

    NetworkTree(Searches searches, Streams streams, Tasks tasks, Clock clock, long firstWaitMicros) {
        this.clock = clock;
        this.firstWaitMicros = firstWaitMicros;
        this.searches = new SearchFolders(searches, tasks, clock);
        this.contents = new Contents(streams, clock);
    }

    /**
     * A path in its parts.
     *
     * @param kind {@code search}, {@code content}, or nothing for the root
     * @param names behind it, at most two
     */
    private record Spot(String kind, List<String> names) {
        /** Empty for what can be nothing here, or is asked for by systems and not by people. */
        static Optional<Spot> of(String path) {
            if (path.equals("/")) {
                return Optional.of(new Spot("", List.of()));
            }
            List<String> all = List.of(path.substring(1).split("/", -1));
            boolean known = all.get(0).equals(SEARCH) || all.get(0).equals(CONTENT);
            if (!known || all.size() > 3 || all.stream().anyMatch(NoiseNames::is)) {
                return Optional.empty();
            }
            Spot spot = new Spot(all.get(0), all.subList(1, all.size()));
            boolean meaningful = spot.names.isEmpty()
                    || (spot.isSearch()
                            ? SearchFolders.isQuestion(spot.first())
                            : spot.first().matches("[0-9a-fA-F]{64}"));
            return meaningful ? Optional.of(spot) : Optional.empty();
        }

        boolean isSearch() {
            return kind.equals(SEARCH);
        }

        boolean isFile() {
            return names.size() == 2;
        }

        String first() {
            return names.get(0);
        }

        String name() {
            return names.isEmpty() ? kind : names.get(names.size() - 1);
        }
    }

    @Override
    public Optional<Entry> stat(Call call, String path) throws DavException {
        if (keepsOut(path)) {
            return Optional.of(keepOut(path.substring(path.lastIndexOf('/') + 1)));
        }
        Optional<Spot> found = Spot.of(path);
        if (found.isEmpty() || !found.get().isFile()) {
            return found.filter(spot -> !isSpent(spot)).map(spot -> folder(spot.name()));
        }
        Spot spot = found.get();
        if (spot.isSearch()) {
            return searches.find(spot.first())
                    .flatMap(folder -> folder.find(spot.name()))
                    .map(this::file);
        }
        ContentId id = ContentId.parse(spot.first());
        OptionalLong size = contents.size(call, id);
        return size.isEmpty() ? Optional.empty() : Optional.of(file(new Found(spot.name(), id, size.getAsLong())));
    }

    /** An empty file, which says all by its name. */
    private static Entry keepOut(String name) {
        return new Entry(
                name,
                false,
                OptionalLong.of(0),
                Optional.of("empty"),
                OptionalLong.empty(),
                "application/octet-stream",
                false);
    }

    /** In every folder here, as any may be what was mounted. */
    private static boolean keepsOut(String path) {
        int slash = path.lastIndexOf('/');
        return NoiseNames.keepsOut(path.substring(slash + 1))
                && Spot.of(slash == 0 ? "/" : path.substring(0, slash))
                        .filter(folder -> !folder.isFile())
                        .isPresent();
    }

    private boolean isSpent(Spot spot) {
        return spot.isSearch() && spot.names().size() == 1 && searches.isSpent(spot.first());
    }

    @Override
    public Page children(Call call, String path, String cursor, int limit) throws DavException, IOException {
        Spot spot = Spot.of(path).filter(one -> !one.isFile()).orElseThrow(NetworkTree::notThere);
        if (spot.kind().isEmpty()) {
            return whole(List.of(folder(CONTENT), folder(SEARCH)), cursor, limit);
        }
        if (!spot.isSearch()) {
            return whole(List.of(), cursor, limit);
        }
        return spot.names().isEmpty()
                ? whole(searches.list().stream().map(one -> folder(one.words())).toList(), cursor, limit)
                : hits(call, spot.first(), cursor, limit);
    }

    private Page hits(Call call, String words, String cursor, int limit) throws DavException, IOException {
        SearchFolder folder = searches.open(words);
        Turnstile.Place place = contents.turnstile().enter();
        try {
            folder.awaitFirst(clock.nowMicros(), firstWaitMicros, call::cancelled);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the peer stops");
        } finally {
            place.close();
        }
        List<Entry> entries = new ArrayList<>();
        folder.shown(clock.nowMicros()).forEach(found -> entries.add(file(found)));
        Page page = whole(entries, cursor, limit);
        return new Page(page.entries(), page.next(), folder.complete());
    }

    /** A page of a list that only ever grows at its end: the cursor is a place in it. */
    private static Page whole(List<Entry> all, String cursor, int limit) throws DavException {
        if (!cursor.matches("[0-9]{0,9}")) {
            throw notThere();
        }
        int from = Math.min(all.size(), cursor.isEmpty() ? 0 : Integer.parseInt(cursor));
        int to = Math.min(all.size(), from + limit);
        Optional<String> next = to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
        return new Page(List.copyOf(all.subList(from, to)), next, true);
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) throws DavException {
        if (keepsOut(path)) {
            return new EmptyBody();
        }
        Spot spot = Spot.of(path).filter(Spot::isFile).orElseThrow(NetworkTree::notThere);
        if (spot.isSearch()) {
            Found found = searches.find(spot.first())
                    .flatMap(folder -> folder.find(spot.name()))
                    .orElseThrow(NetworkTree::notThere);
            return checked(call, found, offset, length);
        }
        return contents.open(call, ContentId.parse(spot.first()), offset, length);
    }

    /** Refuses a part by a length that turns out to be a lie: of a longer file it would be taken for the whole. */
    private DavBody checked(Call call, Found found, long offset, long length) throws DavException {
        boolean hearsay = length >= 0 && contents.proven(found.id()).isEmpty();
        DavBody body = contents.open(call, found.id(), offset, length);
        if (hearsay && contents.proven(found.id()).orElse(found.sizeBytes()) != found.sizeBytes()) {
            body.close();
            throw new DavException(Status.BUSY, "it is not as long as was said; ask again");
        }
        return body;
    }

    /** The one thing that can be made here: a search. */
    @Override
    public void makeCollection(Call call, String path) throws DavException {
        Optional<Spot> spot =
                Spot.of(path).filter(one -> one.isSearch() && one.names().size() == 1);
        if (spot.isEmpty()) {
            throw new DavException(Status.READ_ONLY, "the network is read-only; a folder in search/ begins a search");
        }
        if (searches.find(spot.get().first()).isPresent()) {
            throw new DavException(Status.EXISTS, "these words were searched for lately; list their folder");
        }
        searches.begin(spot.get().first());
    }

    @Override
    public void close() {
        searches.close();
    }

    private static Entry folder(String name) {
        return new Entry(name, true, OptionalLong.empty(), Optional.empty(), OptionalLong.empty(), FOLDER, false);
    }

    /**
     * The tag is the content itself: it says nothing of where it lies. The length is what a stranger says, until the content was
     * opened.
     */
    private Entry file(Found found) {
        return new Entry(
                found.name(),
                false,
                OptionalLong.of(contents.proven(found.id()).orElse(found.sizeBytes())),
                Optional.of(found.id().toString()),
                OptionalLong.empty(),
                MimeTypes.of(found.name()),
                false);
    }

    private static DavException notThere() {
        return new DavException(Status.NOT_FOUND, "there is nothing here");
    }
}
