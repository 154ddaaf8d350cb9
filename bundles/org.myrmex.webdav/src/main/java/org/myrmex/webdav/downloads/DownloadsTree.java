package org.myrmex.webdav.downloads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavException.Status;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.api.dav.PutResult;
import org.myrmex.api.dav.Space;
import org.myrmex.api.sharing.Share;
import org.myrmex.webdav.shares.OnItsWay;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;
import org.myrmex.webdav.shares.Sweep;

/**
 * The download folder: one share that is the whole tree. What is still on its way is not shown: it has no name of its own yet, and
 * whoever removed or replaced a half file would spoil its download. Any thread.
 */
public final class DownloadsTree implements DavTree {
    private static final String SHARE = "downloads";
    /** Folders in each other that are looked into. */
    private static final int MAX_DEPTH = 256;

    private final Path root;
    private final SharesTree folder;

    public DownloadsTree(Path folder, OwnFolders own) {
        root = folder;
        Supplier<List<Share>> only = () -> List.of(new Share(SHARE, folder, 0, 0, 0));
        this.folder = new SharesTree(only, own, List::of);
    }

    /** What is to be run once, on a thread that may be blocked. */
    public Sweep sweep() {
        return folder.sweep();
    }

    @Override
    public Optional<Entry> stat(Call call, String path) throws DavException, IOException {
        if (isOnItsWay(path)) {
            return Optional.empty();
        }
        Optional<Entry> top = folder.stat(call, inner("/")).filter(Entry::writable);
        if (path.equals("/")) {
            return Optional.of(root(top));
        }
        return top.isEmpty() ? top : folder.stat(call, inner(path));
    }

    /** It has no name, and is there before the first download has made it. */
    private static Entry root(Optional<Entry> there) {
        return new Entry(
                "",
                true,
                OptionalLong.empty(),
                Optional.empty(),
                there.map(Entry::modifiedMicros).orElse(OptionalLong.empty()),
                "httpd/unix-directory",
                there.isPresent());
    }

    @Override
    public Page children(Call call, String path, String cursor, int limit) throws DavException, IOException {
        if (isMissing(call, path)) {
            return new Page(List.of(), Optional.empty(), true);
        }
        Page page = folder.children(call, shown(path), cursor, limit);
        List<Entry> finished = page.entries().stream()
                .filter(entry -> !isOnItsWay(entry.name()))
                .toList();
        return new Page(finished, page.next(), page.complete());
    }

    @Override
    public DavMembers members(Call call, String path) throws DavException, IOException {
        return isMissing(call, path)
                ? DavTree.super.members(call, path)
                : new Finished(folder.members(call, shown(path)));
    }

    /** Members but those that are on their way. */
    private record Finished(DavMembers all) implements DavMembers {
        @Override
        public Optional<Entry> next(Call call) throws DavException, IOException {
            Optional<Entry> next = all.next(call);
            while (next.isPresent() && isOnItsWay(next.get().name())) {
                next = all.next(call);
            }
            return next;
        }

        @Override
        public void close() {
            all.close();
        }
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) throws DavException, IOException {
        return folder.open(call, shown(path), offset, length);
    }

    @Override
    public PutResult put(Call call, String path, Preconditions preconditions, DavBody body)
            throws DavException, IOException {
        return folder.put(call, free(path), preconditions, body);
    }

    @Override
    public void makeCollection(Call call, String path) throws DavException, IOException {
        folder.makeCollection(call, free(path));
    }

    @Override
    public void delete(Call call, String path, Preconditions preconditions) throws DavException, IOException {
        String gone = member(shown(path));
        spareHalf(call, path);
        folder.delete(call, gone, preconditions);
    }

    @Override
    public void setModified(Call call, String path, long modifiedMicros) throws DavException, IOException {
        folder.setModified(call, member(shown(path)), modifiedMicros);
    }

    @Override
    public boolean move(Call call, String from, String to, boolean overwrite, Preconditions preconditions)
            throws DavException, IOException {
        String moved = member(shown(from));
        String target = free(to);
        spareHalf(call, from);
        spareHalf(call, to);
        return folder.move(call, moved, target, overwrite, preconditions);
    }

    @Override
    public Optional<Space> space(Call call, String path) throws DavException, IOException {
        return isMissing(call, path) ? Optional.empty() : folder.space(call, shown(path));
    }

    @Override
    public String place(Call call, String path) throws DavException, IOException {
        return folder.place(call, inner(path));
    }

    private boolean isMissing(Call call, String path) throws DavException, IOException {
        return path.equals("/")
                && folder.stat(call, inner(path)).filter(Entry::writable).isEmpty();
    }

    private static String inner(String path) {
        return "/" + SHARE + (path.equals("/") ? "" : path);
    }

    private static boolean isOnItsWay(String path) {
        return Stream.of(path.split("/")).anyMatch(OnItsWay::is);
    }

    private static String shown(String path) throws DavException {
        if (isOnItsWay(path)) {
            throw new DavException(Status.NOT_FOUND, "there is nothing here");
        }
        return inner(path);
    }

    /** Refuses what would take half files along: their downloads would begin anew, or never end. */
    private void spareHalf(Call call, String path) throws DavException, IOException {
        if (folder.stat(call, inner(path)).filter(Entry::collection).isEmpty()) {
            return;
        }
        boolean half;
        try (Stream<Path> below = Files.find(
                root.resolve(path.substring(1)),
                MAX_DEPTH,
                (file, facts) -> OnItsWay.is(String.valueOf(file.getFileName())))) {
            half = below.findAny().isPresent();
        } catch (IOException | UncheckedIOException e) {
            throw new DavException(Status.FORBIDDEN, "not all of the folder can be looked into; look at its rights");
        }
        if (half) {
            throw new DavException(Status.BUSY, "a download into this folder is on its way; end it first");
        }
    }

    /** Where something may be made. */
    private static String free(String path) throws DavException {
        if (isOnItsWay(path)) {
            throw new DavException(Status.FORBIDDEN, "downloads on their way have names that end so; take another");
        }
        return member(inner(path));
    }

    private static String member(String inner) throws DavException {
        if (inner.equals(inner("/"))) {
            throw new DavException(Status.FORBIDDEN, "downloads come into this folder; it stays");
        }
        return inner;
    }
}
