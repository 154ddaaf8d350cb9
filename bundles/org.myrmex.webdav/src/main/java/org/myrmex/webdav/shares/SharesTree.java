package org.myrmex.webdav.shares;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
import org.myrmex.api.sharing.Shares;
import org.myrmex.webdav.kept.PlaceKey;

/** The own shares, one folder each. Any thread. */
public final class SharesTree implements DavTree {
    private final Places places;
    private final Members members;
    private final Supplier<List<Path>> arriving;
    private final PathLocks locks = new PathLocks();

    public SharesTree(Shares shares, OwnFolders own) {
        this(shares::list, own, List::of);
    }

    /**
     * Shares as they are when a path is looked up.
     *
     * @param arriving where downloads that go on will put their files, asked when folders go
     */
    public SharesTree(Supplier<List<Share>> shares, OwnFolders own, Supplier<List<Path>> arriving) {
        places = new Places(shares, own);
        members = new Members(places);
        this.arriving = arriving;
    }

    /** What is to be run once, on a thread that may be blocked. */
    public Sweep sweep() {
        return new Sweep(places);
    }

    @Override
    public Optional<Entry> stat(Call call, String path) throws DavException, IOException {
        if (path.equals("/")) {
            return Optional.of(Entries.top());
        }
        if (path.indexOf('/', 1) < 0) {
            return members.share(path.substring(1));
        }
        Optional<Place> place = places.find(path);
        return place.isEmpty() ? Optional.empty() : members.stat(place.get());
    }

    @Override
    public Page children(Call call, String path, String cursor, int limit) throws DavException, IOException {
        return path.equals("/") ? members.shares(cursor, limit) : members.of(place(path), cursor, limit);
    }

    @Override
    public DavMembers members(Call call, String path) throws DavException, IOException {
        return path.equals("/") ? DavTree.super.members(call, path) : members.open(place(path));
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) throws DavException, IOException {
        Place place = place(path);
        if (place.isShare()) {
            throw Refusals.missing();
        }
        try (Places.Opened parent = places.open(place.root(), place.parents())) {
            if (parent.folder().stat(place.name()).map(Facts::kind).orElse(Facts.Kind.OTHER) != Facts.Kind.FILE) {
                throw Refusals.missing();
            }
            return FileBody.open(parent.folder(), place.name(), offset, length);
        } catch (FileSystemException e) {
            throw Refusals.of(e);
        }
    }

    @Override
    public Optional<DavResource> find(Call call, String path) throws DavException, IOException {
        if (path.indexOf('/', 1) < 0) {
            return DavTree.super.find(call, path);
        }
        Optional<Place> place = places.find(path);
        return place.isEmpty() ? Optional.empty() : members.find(place.get());
    }

    @Override
    public PutResult put(Call call, String path, Preconditions preconditions, DavBody body)
            throws DavException, IOException {
        Place place = writable(path);
        if (body.length().orElse(-1) == 0) {
            Optional<PutResult> made = empty(place, preconditions, body);
            if (made.isPresent()) {
                return made.get();
            }
        }
        try (Places.Opened parent = places.parent(place)) {
            Folder folder = parent.folder();
            spare(folder.stat(place.name()));
            spareHalf(folder, place.name());
            roomFor(place.root(), body.length());
            try (Upload upload = new Upload(folder);
                    PathLocks.Held held = locks.none()) {
                upload.take(body);
                held.take(place.path());
                needSame(folder, path);
                Optional<Facts> before = folder.stat(place.name());
                spare(before);
                spareHalf(folder, place.name());
                if (!preconditions.hold(before.map(ETags::of))) {
                    throw changed();
                }
                upload.keepAs(place.name());
                Facts after = folder.stat(place.name()).orElseThrow(SharesTree::changed);
                return new PutResult(before.isEmpty(), ETags.of(after));
            }
        } catch (FileSystemException e) {
            throw Refusals.of(e);
        }
    }

    /**
     * Where nothing is an empty file is made in one step: nothing of it can be half there. LOCK makes such by the thousand.
     *
     * @return empty where something is, or is not to be made
     */
    private Optional<PutResult> empty(Place place, Preconditions preconditions, DavBody body)
            throws DavException, IOException {
        Upload.nothing(body);
        try (Places.Opened parent = places.parent(place)) {
            Folder folder = parent.folder();
            spareHalf(folder, place.name());
            if (!preconditions.hold(Optional.empty()) || !folder.make(place.name())) {
                return Optional.empty();
            }
            Facts made = folder.stat(place.name()).orElseThrow(SharesTree::changed);
            return Optional.of(new PutResult(true, ETags.of(made)));
        } catch (FileSystemException e) {
            throw Refusals.of(e);
        }
    }

    /** A folder that was moved while a body came is no place for it any more, whatever has its name now. */
    private void needSame(Folder folder, String path) throws DavException, IOException {
        try (Places.Opened now = places.parent(writable(path))) {
            if (!now.folder().key().equals(folder.key())) {
                throw new DavException(Status.PARENT_MISSING, "the folder was moved meanwhile; send it again");
            }
        }
    }

    @Override
    public void makeCollection(Call call, String path) throws DavException, IOException {
        Place place = writable(path);
        try (Places.Opened parent = places.parent(place);
                PathLocks.Held held = locks.none()) {
            held.take(place.path());
            if (parent.folder().stat(place.name()).isPresent()) {
                throw new DavException(Status.EXISTS, "something of that name is there");
            }
            spareHalf(parent.folder(), place.name());
            parent.folder().makeFolder(place.name());
            parent.folder().force();
        } catch (FileSystemException e) {
            throw Refusals.of(e);
        }
    }

    @Override
    public void delete(Call call, String path, Preconditions preconditions) throws DavException, IOException {
        Place place = inShare(path);
        places.spareOwn(place);
        try (Places.Opened parent = places.open(place.root(), place.parents());
                PathLocks.Held held = locks.none()) {
            held.take(place.path());
            Facts facts = visible(parent.folder().stat(place.name()));
            if (!preconditions.hold(tag(facts))) {
                throw changed();
            }
            spareArriving(facts, place);
            Removal.inOneStep(parent.folder(), place.name());
        } catch (FileSystemException e) {
            throw Refusals.of(e);
        }
    }

    @Override
    public void setModified(Call call, String path, long modifiedMicros) throws DavException, IOException {
        Place place = inShare(path);
        places.spareOwn(place);
        try (Places.Opened parent = places.open(place.root(), place.parents())) {
            visible(parent.folder().stat(place.name()));
            parent.folder().touch(place.name(), FileTime.from(modifiedMicros, TimeUnit.MICROSECONDS));
        } catch (FileSystemException e) {
            throw Refusals.of(e);
        }
    }

    @Override
    public Optional<Space> space(Call call, String path) throws DavException, IOException {
        if (path.equals("/")) {
            return Optional.empty();
        }
        FileStore store = Files.getFileStore(place(path).root());
        return Optional.of(new Space(store.getTotalSpace() - store.getUnallocatedSpace(), store.getUsableSpace()));
    }

    /** A share may lie in another one or in another tree, and some disks do not tell large letters from small ones. */
    @Override
    public String place(Call call, String path) throws DavException, IOException {
        try {
            Optional<Place> place = path.equals("/") ? Optional.empty() : places.find(path);
            return place.map(there -> PlaceKey.DISK + there.real().toString().replace('\\', '/'))
                    .orElse(path);
        } catch (DavException e) {
            // its disk is away: nothing of it can be shown or changed
            return path;
        }
    }

    @Override
    public boolean move(Call call, String from, String to, boolean overwrite, Preconditions preconditions)
            throws DavException, IOException {
        Place source = inShare(from);
        Place target = writable(to);
        places.spareOwn(source);
        places.spareOwn(target);
        try (Places.Opened there = places.parent(target);
                Places.Opened here = places.open(source.root(), source.parents());
                PathLocks.Held held = locks.none()) {
            held.take(source.path(), target.path());
            Facts moved = visible(here.folder().stat(source.name()));
            if (!preconditions.hold(tag(moved))) {
                throw changed();
            }
            spareArriving(moved, source);
            Optional<Facts> before = there.folder().stat(target.name());
            if (before.isPresent()) {
                spareArriving(visible(before), target);
                if (!overwrite) {
                    throw new DavException(Status.PRECONDITION_FAILED, "something is there already");
                }
            }
            spareHalf(there.folder(), target.name());
            Moving.over(here.folder(), source.name(), there.folder(), target.name());
            return before.isPresent();
        } catch (FileSystemException e) {
            throw Refusals.of(e);
        }
    }

    private Place place(String path) throws DavException {
        return places.find(path).orElseThrow(Refusals::missing);
    }

    /** What may be changed, which shares themselves may not. */
    private Place inShare(String path) throws DavException {
        if (path.indexOf('/', 1) < 0) {
            throw new DavException(
                    Status.FORBIDDEN, "folders are shared and unshared by commands: myrmex share, unshare");
        }
        return place(path);
    }

    /** Where something may be made or replaced. */
    private Place writable(String path) throws DavException {
        if (path.indexOf('/', 1) < 0) {
            throw new DavException(
                    Status.FORBIDDEN, "folders are shared and unshared by commands: myrmex share, unshare");
        }
        return places.find(path)
                .orElseThrow(
                        () -> new DavException(Status.FORBIDDEN, "there is no such share, or the name is not allowed"));
    }

    private Facts visible(Optional<Facts> facts) throws DavException {
        return facts.filter(known -> known.kind() != Facts.Kind.OTHER && !places.own(known))
                .orElseThrow(Refusals::missing);
    }

    private static void spare(Optional<Facts> before) throws DavException {
        Facts.Kind kind = before.map(Facts::kind).orElse(Facts.Kind.FILE);
        if (kind == Facts.Kind.FOLDER) {
            throw new DavException(Status.EXISTS, "a folder has that name");
        }
        if (kind == Facts.Kind.OTHER) {
            throw new DavException(Status.FORBIDDEN, "a link or device has that name");
        }
    }

    /** A name that a download under way will have is taken: it could not end. */
    private static void spareHalf(Folder folder, String name) throws DavException, IOException {
        boolean half;
        try {
            half = folder.stat(OnItsWay.partOf(name)).isPresent();
        } catch (FileSystemException e) {
            // too long for a name: no download has it
            return;
        }
        if (half) {
            throw new DavException(Status.BUSY, "a download of that name is on its way; end it first, or take another");
        }
    }

    /** Refuses what would take half files along: their downloads would begin anew, or never end. */
    private void spareArriving(Facts gone, Place place) throws DavException {
        if (gone.kind() != Facts.Kind.FOLDER) {
            return;
        }
        Path folder = place.real();
        if (arriving.get().stream()
                .map(file -> file.toAbsolutePath().getParent())
                .distinct()
                .anyMatch(into -> real(into).startsWith(folder))) {
            throw new DavException(Status.BUSY, "a download into this folder is on its way; end it first");
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            // the download makes it
            return folder;
        }
    }

    private static void roomFor(Path root, OptionalLong length) throws DavException, IOException {
        if (length.orElse(0) > 0
                && length.getAsLong() > Files.getFileStore(root).getUsableSpace()) {
            throw new DavException(Status.NO_SPACE, "the disk has no room for it; remove something first");
        }
    }

    private static Optional<String> tag(Facts facts) {
        // an existing folder counts as something that is there, which no list of tags names
        return Optional.of(facts.kind() == Facts.Kind.FILE ? ETags.of(facts) : "\"");
    }

    private static DavException changed() {
        return new DavException(Status.PRECONDITION_FAILED, "the file there is another one");
    }
}
