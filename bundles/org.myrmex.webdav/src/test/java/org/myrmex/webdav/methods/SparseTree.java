package org.myrmex.webdav.methods;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.api.dav.PutResult;

/** One file that can be written, whose source may be gone, and which keeps no times. */
final class SparseTree implements DavTree {
    private final boolean gone;

    SparseTree(boolean gone) {
        this.gone = gone;
    }

    @Override
    public Optional<Entry> stat(Call call, String path) {
        return Optional.of(new Entry(
                "file",
                path.equals("/"),
                OptionalLong.of(0),
                Optional.of("tag"),
                OptionalLong.empty(),
                "application/octet-stream",
                true));
    }

    @Override
    public Page children(Call call, String path, String cursor, int limit) {
        return new Page(List.of(), Optional.empty(), true);
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) throws DavException {
        throw new DavException(
                gone ? DavException.Status.NOT_FOUND : DavException.Status.FORBIDDEN, "it cannot be read");
    }

    @Override
    public PutResult put(Call call, String path, Preconditions preconditions, DavBody body) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(1_024);
        while (body.read(piece.clear()) >= 0) {
            // taken and dropped
        }
        return new PutResult(false, "tag");
    }
}
