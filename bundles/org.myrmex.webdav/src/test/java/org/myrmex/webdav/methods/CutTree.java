package org.myrmex.webdav.methods;

import java.io.IOException;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.api.dav.PutResult;
import org.myrmex.webdav.fakes.OtherTree;

/** Another tree, with a stop before and after each change of it. */
final class CutTree extends OtherTree {
    private final Stop stop;

    /** Where a kill may come. */
    interface Stop {
        void at(String where) throws IOException;
    }

    CutTree(DavTree tree, Stop stop) {
        super(tree);
        this.stop = stop;
    }

    @Override
    public PutResult put(Call call, String path, Preconditions preconditions, DavBody body)
            throws DavException, IOException {
        stop.at("before a put");
        PutResult result = tree.put(call, path, preconditions, body);
        stop.at("after a put");
        return result;
    }

    @Override
    public void makeCollection(Call call, String path) throws DavException, IOException {
        stop.at("before a folder");
        tree.makeCollection(call, path);
        stop.at("after a folder");
    }

    @Override
    public void delete(Call call, String path, Preconditions preconditions) throws DavException, IOException {
        stop.at("before a removal");
        tree.delete(call, path, preconditions);
        stop.at("after a removal");
    }

    @Override
    public void setModified(Call call, String path, long modifiedMicros) throws DavException, IOException {
        stop.at("before a time");
        tree.setModified(call, path, modifiedMicros);
        stop.at("after a time");
    }

    @Override
    public boolean move(Call call, String from, String to, boolean overwrite, Preconditions preconditions)
            throws DavException, IOException {
        stop.at("before a move");
        boolean replaced = tree.move(call, from, to, overwrite, preconditions);
        stop.at("after a move");
        return replaced;
    }
}
