package org.myrmex.webdav.fakes;

import java.io.IOException;
import java.util.Optional;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;

/** Another tree to read, as it is; what is done to it otherwise is for whoever extends this. */
public abstract class OtherTree implements DavTree {
    protected final DavTree tree;

    protected OtherTree(DavTree tree) {
        this.tree = tree;
    }

    @Override
    public Optional<Entry> stat(Call call, String path) throws DavException, IOException {
        return tree.stat(call, path);
    }

    @Override
    public Page children(Call call, String path, String cursor, int limit) throws DavException, IOException {
        return tree.children(call, path, cursor, limit);
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) throws DavException, IOException {
        return tree.open(call, path, offset, length);
    }

    @Override
    public String place(Call call, String path) throws DavException, IOException {
        return tree.place(call, path);
    }
}
