package org.myrmex.webdav.shares;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.sharing.Share;

/** Finds what a path means and opens the folders on its way. Any thread. */
final class Places {
    private static final Pattern DEVICE = Pattern.compile(
            "(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?", Pattern.CASE_INSENSITIVE);
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Supplier<List<Share>> shares;
    private final OwnFolders own;

    Places(Supplier<List<Share>> shares, OwnFolders own) {
        this.shares = shares;
        this.own = own;
    }

    List<Share> shares() {
        return shares.get();
    }

    /**
     * Empty where no share is, or a name on the way is hidden.
     *
     * @throws DavException when there is the share, but not its folder: what is on a disk that was unplugged is not gone
     */
    Optional<Place> find(String path) throws DavException {
        List<String> all = List.of(path.substring(1).split("/", -1));
        Optional<Share> share = shares.get().stream()
                .filter(one -> one.name().equals(all.get(0)))
                .findFirst();
        if (share.isEmpty() || all.subList(1, all.size()).stream().anyMatch(Places::isHidden)) {
            return Optional.empty();
        }
        try {
            Place place = new Place(all.get(0), share.get().folder().toRealPath(), all.subList(1, all.size()));
            return own.hide(place.path()) ? Optional.empty() : Optional.of(place);
        } catch (IOException e) {
            throw new DavException(
                    DavException.Status.BUSY,
                    "the folder of this share is not there; plug in its disk, or end it by: myrmex unshare");
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Names that are ours, or that the system would take for something else. */
    static boolean isHidden(String name) {
        boolean strange = WINDOWS
                && (DEVICE.matcher(name).matches()
                        || name.endsWith(".")
                        || name.endsWith(" ")
                        || name.matches(".*[\\\\:*?\"<>|].*"));
        return strange || OnItsWay.is(name);
    }

    /**
     * Opens a folder, name by name.
     *
     * @throws NoSuchFileException when it is not there, or is a link, or one of the peer's own
     */
    Opened open(Path root, List<String> names) throws IOException {
        Folder first = Folder.root(root);
        Folder at = first;
        try {
            for (String name : names) {
                Optional<Facts> facts = at.stat(name);
                if (facts.isEmpty() || facts.get().kind() != Facts.Kind.FOLDER || own.are(facts.get())) {
                    throw new NoSuchFileException("no folder of that name");
                }
                Folder next = at.folder(name);
                if (at != first) {
                    at.close();
                }
                at = next;
            }
            return new Opened(first, at);
        } catch (IOException e) {
            if (at != first) {
                at.close();
            }
            first.close();
            throw e;
        }
    }

    /** Opens the folder that something is to be put into. */
    Opened parent(Place place) throws DavException, IOException {
        try {
            return open(place.root(), place.parents());
        } catch (FileSystemException e) {
            if (!Refusals.isMissing(e)) {
                throw Refusals.of(e);
            }
            throw new DavException(DavException.Status.PARENT_MISSING, "the folder to put it into is not there");
        }
    }

    /** Whether one of the peer's own folders is it. */
    boolean own(Facts facts) {
        return facts.kind() == Facts.Kind.FOLDER && own.are(facts);
    }

    /** Refuses what would take the peer's own folders along. */
    void spareOwn(Place place) throws DavException {
        if (place.isShare()) {
            throw new DavException(DavException.Status.FORBIDDEN, "a share is ended by: myrmex unshare");
        }
        if (own.goWith(place.real())) {
            throw new DavException(DavException.Status.FORBIDDEN, "this peer's own files lie in there");
        }
    }

    /** An open folder, with that of its share, which it may need. */
    record Opened(Folder root, Folder folder) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                if (folder != root) {
                    folder.close();
                }
            } finally {
                root.close();
            }
        }
    }
}
