package org.myrmex.testkit.dav;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavException.Status;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.api.dav.PutResult;

/** A tree in memory that keeps both contracts: for tests of whatever mounts a tree. */
public final class MemoryTree implements DavTree {
    private static final String TYPE = "application/octet-stream";

    /** By path; a collection has no bytes. */
    private final TreeMap<String, Node> nodes = new TreeMap<>();

    private long version;

    private record Node(Optional<byte[]> bytes, String etag, long modifiedMicros) {}

    public MemoryTree() {
        nodes.put("/", folder());
    }

    /** Makes a file, and the folders that it lies in. */
    public synchronized MemoryTree with(String path, byte[] bytes) {
        for (String above = Walk.parent(path); !above.equals("/"); above = Walk.parent(above)) {
            nodes.putIfAbsent(above, folder());
        }
        nodes.put(path, file(bytes.clone()));
        return this;
    }

    @Override
    public synchronized Optional<Entry> stat(Call call, String path) {
        return Optional.ofNullable(nodes.get(path)).map(node -> entry(path, node));
    }

    /** The cursor is a name with a slash before it: where the page before ended. */
    @Override
    public synchronized Page children(Call call, String path, String cursor, int limit) throws DavException {
        if (there(path).bytes().isPresent()) {
            throw new DavException(Status.FORBIDDEN, "a file has no members");
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Node> below : below(path).entrySet()) {
            String name = Walk.name(below.getKey());
            if (Walk.parent(below.getKey()).equals(path)
                    && (cursor.isEmpty() || name.compareTo(cursor.substring(1)) > 0)) {
                if (entries.size() == limit) {
                    return new Page(
                            entries, Optional.of("/" + entries.get(limit - 1).name()), true);
                }
                entries.add(entry(below.getKey(), below.getValue()));
            }
        }
        return new Page(entries, Optional.empty(), true);
    }

    @Override
    public synchronized DavBody open(Call call, String path, long offset, long length) throws DavException {
        byte[] bytes =
                there(path).bytes().orElseThrow(() -> new DavException(Status.FORBIDDEN, "a folder has no bytes"));
        int from = (int) Math.min(offset, bytes.length);
        int count = length < 0 ? bytes.length - from : (int) Math.min(length, bytes.length - from);
        return BytesBody.of(bytes, from, count);
    }

    @Override
    public PutResult put(Call call, String path, Preconditions preconditions, DavBody body)
            throws DavException, IOException {
        byte[] bytes = Walk.read(body, 8192);
        synchronized (this) {
            parentThere(path);
            Optional<Node> old = Optional.ofNullable(nodes.get(path));
            if (old.isPresent() && old.get().bytes().isEmpty()) {
                throw new DavException(Status.EXISTS, "a folder is in its place");
            }
            check(preconditions, old);
            Node fresh = file(bytes);
            nodes.put(path, fresh);
            return new PutResult(old.isEmpty(), fresh.etag());
        }
    }

    @Override
    public synchronized void makeCollection(Call call, String path) throws DavException {
        if (nodes.containsKey(path)) {
            throw new DavException(Status.EXISTS, "something is there");
        }
        parentThere(path);
        nodes.put(path, folder());
    }

    @Override
    public synchronized void delete(Call call, String path, Preconditions preconditions) throws DavException {
        check(preconditions, Optional.of(there(path)));
        below(path).clear();
        nodes.remove(path);
    }

    @Override
    public synchronized void setModified(Call call, String path, long modifiedMicros) throws DavException {
        Node node = there(path);
        nodes.put(path, new Node(node.bytes(), node.etag(), modifiedMicros));
    }

    @Override
    public synchronized boolean move(Call call, String from, String to, boolean overwrite, Preconditions preconditions)
            throws DavException {
        check(preconditions, Optional.of(there(from)));
        parentThere(to);
        boolean replaced = nodes.containsKey(to);
        if (replaced && !overwrite) {
            throw new DavException(Status.PRECONDITION_FAILED, "something is there");
        }
        TreeMap<String, Node> moved = new TreeMap<>();
        below(from).forEach((path, node) -> moved.put(to + path.substring(from.length()), node));
        moved.put(to, nodes.remove(from));
        below(from).clear();
        below(to).clear();
        nodes.putAll(moved);
        return replaced;
    }

    private SortedMap<String, Node> below(String path) {
        // '0' is the character after '/'.
        return path.equals("/") ? nodes.tailMap("/", false) : nodes.subMap(path + "/", path + "0");
    }

    private Node there(String path) throws DavException {
        return Optional.ofNullable(nodes.get(path))
                .orElseThrow(() -> new DavException(Status.NOT_FOUND, "there is nothing at " + path));
    }

    private void parentThere(String path) throws DavException {
        Node parent = nodes.get(Walk.parent(path));
        if (parent == null || parent.bytes().isPresent()) {
            throw new DavException(Status.PARENT_MISSING, "make the folder first");
        }
    }

    private static void check(Preconditions preconditions, Optional<Node> node) throws DavException {
        if (!preconditions.hold(node.map(Node::etag))) {
            throw new DavException(Status.PRECONDITION_FAILED, "it has changed");
        }
    }

    private Node file(byte[] bytes) {
        return new Node(Optional.of(bytes), "v" + ++version, version);
    }

    private Node folder() {
        return new Node(Optional.empty(), "", ++version);
    }

    private static Entry entry(String path, Node node) {
        boolean file = node.bytes().isPresent();
        return new Entry(
                Walk.name(path),
                !file,
                file ? OptionalLong.of(node.bytes().get().length) : OptionalLong.empty(),
                file ? Optional.of(node.etag()) : Optional.empty(),
                OptionalLong.of(node.modifiedMicros()),
                file ? TYPE : "httpd/unix-directory",
                true);
    }
}
