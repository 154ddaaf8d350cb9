package org.myrmex.webdav.shares;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.Entry;

/** A folder that is gone through once, in the disk's order; holds descriptors, and no entry. */
final class OpenMembers implements DavMembers {
    private final Members members;
    private final Places.Opened opened;
    private final DirectoryStream<Path> paths;
    private final Iterator<Path> left;

    /** @param opened closed with this one */
    OpenMembers(Members members, Places.Opened opened) throws IOException {
        this.members = members;
        this.opened = opened;
        this.paths = opened.folder().paths();
        this.left = paths.iterator();
    }

    @Override
    public Optional<Entry> next(Call call) throws IOException {
        try {
            while (left.hasNext()) {
                Optional<Entry> entry =
                        members.shown(opened.folder(), left.next().getFileName().toString());
                if (entry.isPresent()) {
                    return entry;
                }
            }
            return Optional.empty();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        try {
            try {
                paths.close();
            } finally {
                opened.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
