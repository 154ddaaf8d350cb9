package org.myrmex.webdav.methods;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;

/** One file whose source dies in the middle. */
final class BrokenTree implements DavTree {
    private final long size;
    private final long dies;
    private final boolean sized;

    BrokenTree(long size, long dies, boolean sized) {
        this.size = size;
        this.dies = dies;
        this.sized = sized;
    }

    @Override
    public Optional<Entry> stat(Call call, String path) {
        return Optional.of(new Entry(
                "file",
                path.equals("/"),
                sized ? OptionalLong.of(size) : OptionalLong.empty(),
                Optional.of("tag"),
                OptionalLong.empty(),
                "application/octet-stream",
                false));
    }

    @Override
    public Page children(Call call, String path, String cursor, int limit) {
        return new Page(List.of(), Optional.empty(), true);
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) {
        return new DavBody() {
            private long given;

            @Override
            public OptionalLong length() {
                return sized ? OptionalLong.of(size) : OptionalLong.empty();
            }

            @Override
            public int read(ByteBuffer target) throws IOException {
                if (given >= dies) {
                    throw new IOException("gone");
                }
                int count = (int) Math.min(target.remaining(), dies - given);
                target.put(new byte[count]);
                given += count;
                return count;
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }
}
