package org.myrmex.webdav.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.path.Names;

/** The mounted trees. Itself a tree whose members they are: the root of the facade. Any thread. */
public final class Mounts implements DavTree {
    /** Trees mounted at once. */
    public static final int MAX_TREES = 256;

    private static final String COLLECTION_TYPE = "httpd/unix-directory";

    private final TreeMap<String, DavTree> trees = new TreeMap<>();

    /** What came of mounting. */
    public enum Outcome {
        MOUNTED,
        /** Another tree has that name; the older one stays. */
        NAME_TAKEN,
        /** The name cannot stand in a path. */
        BAD_NAME,
        OVER_LIMIT
    }

    public synchronized Outcome add(String name, DavTree tree) {
        if (!Names.isAddressable(name)) {
            return Outcome.BAD_NAME;
        }
        if (trees.containsKey(name)) {
            return Outcome.NAME_TAKEN;
        }
        if (trees.size() == MAX_TREES) {
            return Outcome.OVER_LIMIT;
        }
        trees.put(name, tree);
        return Outcome.MOUNTED;
    }

    public synchronized boolean isFree(String name) {
        return !trees.containsKey(name);
    }

    /** Unmounts a tree, if it is the one that has the name. */
    public synchronized boolean remove(String name, DavTree tree) {
        return trees.remove(name, tree);
    }

    /** The tree that answers for a path: this one for the root and for names that nobody has. */
    synchronized DavTree at(DavPath path) {
        return path.isRoot() ? this : trees.getOrDefault(path.tree(), this);
    }

    @Override
    public Optional<Entry> stat(Call call, String path) {
        return path.equals("/") ? Optional.of(folder("")) : Optional.empty();
    }

    @Override
    public synchronized Page children(Call call, String path, String cursor, int limit) throws DavException {
        if (!path.equals("/")) {
            throw new DavException(DavException.Status.NOT_FOUND, "there is nothing here");
        }
        List<Entry> folders = new ArrayList<>();
        trees.keySet().forEach(name -> folders.add(folder(name)));
        return new Page(List.copyOf(folders), Optional.empty(), true);
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) throws DavException {
        throw new DavException(DavException.Status.NOT_FOUND, "there is nothing here");
    }

    private static Entry folder(String name) {
        return new Entry(
                name, true, OptionalLong.empty(), Optional.empty(), OptionalLong.empty(), COLLECTION_TYPE, false);
    }
}
