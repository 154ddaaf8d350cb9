package org.myrmex.api.dav;

import java.io.IOException;

/** A resource of a tree that does not hold what it finds: its path is looked up once more for each body. */
record SoughtAgain(DavTree tree, String path, Entry entry) implements DavResource {
    @Override
    public DavBody open(Call call, long offset, long length) throws DavException, IOException {
        return tree.open(call, path, offset, length);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
