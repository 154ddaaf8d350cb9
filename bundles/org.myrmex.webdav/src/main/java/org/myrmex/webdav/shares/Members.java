package org.myrmex.webdav.shares;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.DavResource;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.api.sharing.Share;
import org.myrmex.webdav.path.Names;

/** Lists folders: a page at a time in the order of names, holding no more of them than a page has, or in one go as the disk has them. */
final class Members {
    private final Places places;

    Members(Places places) {
        this.places = places;
    }

    Optional<Entry> stat(Place place) throws DavException, IOException {
        if (place.isShare()) {
            return Optional.of(share(place));
        }
        try (Places.Opened parent = places.open(place.root(), place.parents())) {
            return entry(parent.folder(), place.name());
        } catch (FileSystemException e) {
            if (Refusals.isMissing(e)) {
                return Optional.empty();
            }
            throw Refusals.of(e);
        }
    }

    /** What is there, with its folder held open. */
    Optional<DavResource> find(Place place) throws DavException, IOException {
        try {
            Places.Opened parent = places.open(place.root(), place.parents());
            try {
                Optional<Facts> facts = facts(parent.folder(), place.name());
                if (facts.isPresent()) {
                    return Optional.of(new FoundMember(parent, facts.get(), Entries.of(place.name(), facts.get())));
                }
            } catch (IOException e) {
                parent.close();
                throw e;
            }
            parent.close();
            return Optional.empty();
        } catch (FileSystemException e) {
            if (Refusals.isMissing(e)) {
                return Optional.empty();
            }
            throw Refusals.of(e);
        }
    }

    Page shares(String cursor, int limit) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Share share : places.shares()) {
            if (Names.isAddressable(share.name())) {
                keep(names, share.name(), cursor, limit);
            }
        }
        List<Entry> entries = new ArrayList<>();
        Optional<String> next = next(names, limit);
        for (String name : names) {
            share(name).ifPresent(entries::add);
        }
        return new Page(List.copyOf(entries), next, true);
    }

    /** A share; also one whose folder is not there just now. */
    Optional<Entry> share(String name) throws IOException {
        Optional<Place> place;
        try {
            place = places.find("/" + name);
        } catch (DavException e) {
            return Optional.of(Entries.away(name));
        }
        return place.isEmpty() ? Optional.empty() : Optional.of(share(place.get()));
    }

    private static Entry share(Place place) throws IOException {
        return Entries.of(place.share(), Facts.of(Files.readAttributes(place.root(), BasicFileAttributes.class)));
    }

    /** All of a folder, whatever lies in it: pages would read the whole folder each. */
    DavMembers open(Place place) throws DavException, IOException {
        try {
            Places.Opened opened = places.open(place.root(), place.names());
            try {
                return new OpenMembers(this, opened);
            } catch (IOException e) {
                opened.close();
                throw e;
            }
        } catch (FileSystemException e) {
            throw Refusals.of(e);
        }
    }

    /** What clients may see of a name. */
    Optional<Entry> shown(Folder folder, String name) throws IOException {
        return isShown(name) ? entry(folder, name) : Optional.empty();
    }

    private static boolean isShown(String name) {
        return Names.isShown(name) && !Places.isHidden(name);
    }

    Page of(Place place, String cursor, int limit) throws DavException, IOException {
        try (Places.Opened opened = places.open(place.root(), place.names())) {
            TreeSet<String> names = new TreeSet<>();
            opened.folder().names(name -> {
                if (isShown(name)) {
                    keep(names, name, cursor, limit);
                }
            });
            Optional<String> next = next(names, limit);
            List<Entry> entries = new ArrayList<>();
            for (String name : names) {
                entry(opened.folder(), name).ifPresent(entries::add);
            }
            return new Page(List.copyOf(entries), next, true);
        } catch (FileSystemException e) {
            throw Refusals.of(e);
        }
    }

    private Optional<Entry> entry(Folder folder, String name) throws IOException {
        return facts(folder, name).map(facts -> Entries.of(name, facts));
    }

    /** Of what there is for clients. */
    private Optional<Facts> facts(Folder folder, String name) throws IOException {
        return folder.stat(name).filter(facts -> facts.kind() != Facts.Kind.OTHER && !places.own(facts));
    }

    /** Keeps the first names behind the cursor, and one more, which tells that there is another page. */
    private static void keep(NavigableSet<String> names, String name, String cursor, int limit) {
        if (cursor.isEmpty() || name.compareTo(cursor) > 0) {
            names.add(name);
            if (names.size() > limit + 1) {
                names.pollLast();
            }
        }
    }

    private static Optional<String> next(NavigableSet<String> names, int limit) {
        if (names.size() <= limit) {
            return Optional.empty();
        }
        names.pollLast();
        return Optional.of(names.last());
    }
}
