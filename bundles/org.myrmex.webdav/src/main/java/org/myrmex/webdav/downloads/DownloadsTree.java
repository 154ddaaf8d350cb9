package org.myrmex.webdav.downloads;

import java.io.IOException;
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
import org.myrmex.api.dav.DavResource;
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
    private final SharesTree folder;

    /** @param arriving where downloads that go on will put their files, asked when folders go */
    public DownloadsTree(Path folder, OwnFolders own, Supplier<List<Path>> arriving) {
        Supplier<List<Share>> only = () -> List.of(new Share(SHARE, folder, 0, 0, 0));
        this.folder = new SharesTree(only, own, arriving);
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
        Optional<Entry> top = top(call);
        if (path.equals("/")) {
            return Optional.of(root(top));
        }
        return top.isEmpty() ? top : folder.stat(call, inner(path));
    }

    /** The folder; empty before the first download has made it. */
    private Optional<Entry> top(Call call) throws DavException, IOException {
        return folder.stat(call, inner("/")).filter(Entry::writable);
    }

    @Override
    public Optional<DavResource> find(Call call, String path) throws DavException, IOException {
        boolean member = !path.equals("/") && !isOnItsWay(path) && top(call).isPresent();
        return member ? folder.find(call, inner(path)) : DavTree.super.find(call, path);
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
        folder.delete(call, member(shown(path)), preconditions);
    }

    @Override
    public void setModified(Call call, String path, long modifiedMicros) throws DavException, IOException {
        folder.setModified(call, member(shown(path)), modifiedMicros);
    }

    @Override
    public boolean move(Call call, String from, String to, boolean overwrite, Preconditions preconditions)
            throws DavException, IOException {
        return folder.move(call, member(shown(from)), free(to), overwrite, preconditions);
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
        return path.equals("/") && top(call).isEmpty();
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
