package org.myrmex.webdav.methods;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.api.dav.PutResult;
import org.myrmex.testkit.dav.BytesBody;
import org.myrmex.webdav.fakes.OtherTree;

/** Another tree, with a stop when all of a file has come, or a folder is asked for, and neither is there yet. */
final class LastMomentTree extends OtherTree {
    private final Runnable stop;

    LastMomentTree(DavTree tree, Runnable stop) {
        super(tree);
        this.stop = stop;
    }

    @Override
    public PutResult put(Call call, String path, Preconditions preconditions, DavBody body)
            throws DavException, IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(100);
        while (body.read(piece.clear()) >= 0) {
            all.write(piece.array(), 0, piece.position());
        }
        stop.run();
        return tree.put(call, path, preconditions, BytesBody.of(all.toByteArray()));
    }

    @Override
    public void makeCollection(Call call, String path) throws DavException, IOException {
        stop.run();
        tree.makeCollection(call, path);
    }
}
