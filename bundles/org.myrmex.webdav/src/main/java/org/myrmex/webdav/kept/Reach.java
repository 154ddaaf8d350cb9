package org.myrmex.webdav.kept;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;

/** Tells what is gone from what only lies on a disk that is away. */
final class Reach {
    private static final int PAGE = 256;

    private final DavTree tree;
    private final Supplier<Call> calls;

    Reach(DavTree tree, Supplier<Call> calls) {
        this.tree = tree;
        this.calls = calls;
    }

    /** Whether what is missing is gone: where the top is missing or empty, a disk may only be unplugged. */
    boolean isReachable(String path) throws DavException, IOException {
        String top = top(path);
        Optional<Entry> entry = tree.stat(calls.get(), top);
        if (top.equals(path) || entry.filter(Entry::collection).isEmpty()) {
            return entry.isPresent();
        }
        Page page = tree.children(calls.get(), top, "", PAGE);
        return !page.entries().isEmpty() || page.next().isPresent();
    }

    /** What lies in a root that can be written is on its disk; what lies in another one may be a disk of its own. */
    private String top(String path) throws DavException, IOException {
        if (tree.stat(calls.get(), "/").filter(Entry::writable).isPresent()) {
            return "/";
        }
        int slash = path.indexOf('/', 1);
        return slash < 0 ? path : path.substring(0, slash);
    }
}
