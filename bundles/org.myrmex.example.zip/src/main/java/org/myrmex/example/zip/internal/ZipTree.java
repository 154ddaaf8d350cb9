package org.myrmex.example.zip.internal;

import java.io.IOException;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavException.Status;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;

/** The archives as a tree: the root holds a folder for each. Read-only, as the interface's own defaults say. */
final class ZipTree implements DavTree {
    private static final String FOLDER_TYPE = "httpd/unix-directory";
    private static final String FILE_TYPE = "application/octet-stream";

    private final Archives archives;

    /** A place in the tree; the archive is empty for the root alone. */
    private record Place(String name, Optional<Archive> archive, Node node) {}

    ZipTree(Archives archives) {
        this.archives = archives;
    }

    @Override
    public Optional<Entry> stat(Call call, String path) throws IOException {
        return find(path).map(ZipTree::entry);
    }

    /** The cursor is a slash and the name that the page before ended with: it stays right when the archive is replaced. */
    @Override
    public Page children(Call call, String path, String cursor, int limit) throws DavException, IOException {
        Place place = there(path);
        if (!place.node().folder()) {
            throw new DavException(Status.FORBIDDEN, "a file has no members");
        }
        if (!cursor.isEmpty() && !cursor.startsWith("/")) {
            throw new DavException(Status.FORBIDDEN, "no page of this listing ended so; begin it anew");
        }
        NavigableMap<String, Place> members = members(place);
        if (!cursor.isEmpty()) {
            members = members.tailMap(cursor.substring(1), false);
        }
        List<Entry> entries = new ArrayList<>();
        for (Place member : members.values()) {
            if (entries.size() == limit) {
                return new Page(
                        entries, Optional.of("/" + entries.get(limit - 1).name()), true);
            }
            entries.add(entry(member));
        }
        return new Page(entries, Optional.empty(), true);
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) throws DavException, IOException {
        Place place = there(path);
        if (place.node().folder()) {
            throw new DavException(Status.FORBIDDEN, "a folder has no bytes");
        }
        Packed member = place.node().packed().orElseThrow();
        if (member.encrypted()) {
            throw new DavException(
                    Status.FORBIDDEN, "it is encrypted; fetch the archive and unpack it with its password");
        }
        if (!member.readable()) {
            throw new DavException(
                    Status.FORBIDDEN, "it is packed by method " + member.method() + "; only deflate is known");
        }
        return MemberBody.open(call, place.archive().orElseThrow().open(), member, offset, length);
    }

    private Place there(String path) throws DavException, IOException {
        return find(path).orElseThrow(() -> new DavException(Status.NOT_FOUND, "there is nothing of this name"));
    }

    private Optional<Place> find(String path) throws IOException {
        if (path.equals("/")) {
            return Optional.of(new Place("", Optional.empty(), new Node("", Optional.empty())));
        }
        String[] names = path.substring(1).split("/", -1);
        Optional<Archive> archive = archives.get(names[0]);
        Optional<Node> node = archive.map(Archive::root);
        for (int i = 1; i < names.length; i++) {
            String name = names[i];
            node = node.filter(Node::folder).map(folder -> folder.members().get(name));
        }
        return node.map(found -> new Place(names[names.length - 1], archive, found));
    }

    private NavigableMap<String, Place> members(Place place) throws IOException {
        NavigableMap<String, Place> members = new TreeMap<>();
        if (place.archive().isPresent()) {
            place.node().members().forEach((name, node) -> members.put(name, new Place(name, place.archive(), node)));
        } else {
            for (String name : archives.all().keySet()) {
                archives.get(name)
                        .ifPresent(archive -> members.put(name, new Place(name, Optional.of(archive), archive.root())));
            }
        }
        return members;
    }

    private static Entry entry(Place place) {
        Optional<Packed> packed = place.node().packed();
        OptionalLong modified = packed.map(Packed::modifiedMicros)
                .filter(OptionalLong::isPresent)
                .or(() -> place.archive()
                        .map(archive -> OptionalLong.of(archive.state().modifiedMicros())))
                .orElse(OptionalLong.empty());
        if (place.node().folder()) {
            return new Entry(place.name(), true, OptionalLong.empty(), Optional.empty(), modified, FOLDER_TYPE, false);
        }
        String type = URLConnection.guessContentTypeFromName(place.name());
        return new Entry(
                place.name(),
                false,
                OptionalLong.of(packed.orElseThrow().bytes()),
                place.archive().map(archive -> archive.etag(packed.orElseThrow())),
                modified,
                type == null ? FILE_TYPE : type,
                false);
    }
}
