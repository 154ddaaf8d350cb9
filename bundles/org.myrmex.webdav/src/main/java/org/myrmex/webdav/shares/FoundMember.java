package org.myrmex.webdav.shares;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavResource;
import org.myrmex.api.dav.Entry;

/**
 * A member of a folder that is held open: whatever becomes of the folder's path, what is read is what was found in it.
 *
 * @param parent closed with this one
 */
record FoundMember(Places.Opened parent, Facts facts, Entry entry) implements DavResource {
    @Override
    public DavBody open(Call call, long offset, long length) throws DavException, IOException {
        if (facts.kind() != Facts.Kind.FILE) {
            throw Refusals.missing();
        }
        try {
            // its tag has been told by now; also, to open a pipe that took the name would wait for whoever writes to it
            if (!parent.folder().stat(entry.name()).equals(Optional.of(facts))) {
                throw new DavException(DavException.Status.BUSY, "the file was changed this very moment; ask again");
            }
            return FileBody.open(parent.folder(), entry.name(), offset, length);
        } catch (FileSystemException e) {
            throw Refusals.of(e);
        }
    }

    @Override
    public void close() {
        try {
            parent.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
