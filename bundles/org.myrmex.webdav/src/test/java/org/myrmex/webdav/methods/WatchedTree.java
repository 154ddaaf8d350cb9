package org.myrmex.webdav.methods;

import java.io.IOException;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Page;
import org.myrmex.webdav.fakes.OtherTree;

/** Another tree to read, with somebody who sees what is opened and may refuse it. */
final class WatchedTree extends OtherTree {
    private final Watch watch;

    /** Sees what is opened before it is. */
    interface Watch {
        void opens(String path) throws DavException, IOException;
    }

    WatchedTree(DavTree tree, Watch watch) {
        super(tree);
        this.watch = watch;
    }

    @Override
    public Page children(Call call, String path, String cursor, int limit) throws DavException, IOException {
        throw new IOException("a page reads the whole folder each time");
    }

    @Override
    public DavMembers members(Call call, String path) throws DavException, IOException {
        return tree.members(call, path);
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) throws DavException, IOException {
        watch.opens(path);
        return tree.open(call, path, offset, length);
    }
}
