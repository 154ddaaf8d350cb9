package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.webdav.path.DavPath;

/**
 * Copies a resource, file by file, and each folder in one go. What cannot be copied is written down and passed over; a full disk, too
 * much of it, or a client that has gone end it. One thread.
 */
final class Copying {
    /** Steps of one COPY; whoever needs more copies folder by folder. */
    private static final int MAX_STEPS = 1_000_000;
    /** Folders that were made and are still to be filled; each is held. */
    private static final int MAX_FOLDERS = 100_000;

    private static final int MAX_FAILURES = 1_000;

    private final Exchange exchange;
    private final DavPath to;
    private final DavPath shown;
    private final Deque<List<String>> folders = new ArrayDeque<>();
    private final TreeMap<String, Integer> failed = new TreeMap<>();
    private int steps;

    /**
     * Of what the request is about.
     *
     * @param to where it is built
     * @param shown where a client will see it
     */
    Copying(Exchange exchange, DavPath to, DavPath shown) {
        this.exchange = exchange;
        this.to = to;
        this.shown = shown;
    }

    /** What could not be copied: link to where it would have been, and the status of it. */
    Map<String, Integer> failed() {
        return failed;
    }

    /** A file in the one step that a PUT is, of a body that is open. */
    void file(DavBody body, Preconditions preconditions) throws RefusedException, DavException {
        put(to, body, preconditions);
    }

    DavBody open() throws DavException, IOException {
        return open(exchange.path());
    }

    /** All of it; with {@code deep} what lies below, too. */
    void all(Entry source, boolean deep) throws RefusedException, DavException, IOException {
        one(List.of(), source.collection());
        while (deep && !folders.isEmpty()) {
            fill(folders.pop());
        }
    }

    private void fill(List<String> folder) throws RefusedException, DavException, IOException {
        DavPath from = below(exchange.path(), folder, true);
        try (DavMembers members = exchange.tree(from).members(exchange.call(), exchange.inTree(from))) {
            Optional<Entry> entry = members.next(exchange.call());
            while (entry.isPresent()) {
                String name = entry.get().name();
                boolean collection = entry.get().collection();
                if (exchange.shows(from.child(name, collection))) {
                    List<String> names = new ArrayList<>(folder);
                    names.add(name);
                    member(List.copyOf(names), collection);
                }
                entry = members.next(exchange.call());
            }
        } catch (DavException e) {
            if (folder.isEmpty() || ends(e)) {
                throw e;
            }
            failed(folder, true, e);
        }
    }

    private void member(List<String> names, boolean collection) throws RefusedException, DavException, IOException {
        exchange.needClient();
        if (++steps > MAX_STEPS || folders.size() >= MAX_FOLDERS || failed.size() >= MAX_FAILURES) {
            throw new RefusedException(Status.FORBIDDEN, "too much for one COPY; copy folder by folder");
        }
        try {
            one(names, collection);
        } catch (DavException e) {
            if (ends(e)) {
                throw e;
            }
            failed(names, collection, e);
        }
    }

    private void one(List<String> names, boolean collection) throws RefusedException, DavException, IOException {
        DavPath target = below(to, names, collection);
        if (collection) {
            exchange.tree(target).makeCollection(exchange.call(), exchange.inTree(target));
            folders.push(names);
            return;
        }
        try (DavBody body = open(below(exchange.path(), names, false))) {
            put(target, body, Preconditions.NONE);
        }
    }

    private void failed(List<String> names, boolean collection, DavException e) {
        failed.put(
                below(shown, names, collection).href(Exchange.PREFIX, collection),
                e.status().http());
    }

    private DavBody open(DavPath from) throws DavException, IOException {
        return exchange.tree(from).open(exchange.call(), exchange.inTree(from), 0, -1);
    }

    private void put(DavPath target, DavBody body, Preconditions preconditions) throws RefusedException, DavException {
        try {
            exchange.tree(target).put(exchange.call(), exchange.inTree(target), preconditions, body);
        } catch (LastStep.RefusedAtEndException e) {
            throw e.why();
        } catch (IOException e) {
            // most often a source of the network that went: nobody's mistake
            throw new DavException(DavException.Status.BUSY, "the copy broke off in the middle; try again");
        }
    }

    /** Where the disk is full nothing that follows fits either. */
    private static boolean ends(DavException e) {
        return e.status() == DavException.Status.NO_SPACE;
    }

    private static DavPath below(DavPath root, List<String> names, boolean collection) {
        List<String> all = new ArrayList<>(root.names());
        all.addAll(names);
        return new DavPath(all, names.isEmpty() ? root.slash() : collection);
    }
}
