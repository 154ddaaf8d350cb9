package org.myrmex.webdav.network;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.Entry;

/** A file that says all by its name. */
final class EmptyFile implements DavBody {
    static Entry entry(String name) {
        return new Entry(
                name,
                false,
                OptionalLong.of(0),
                Optional.of("empty"),
                OptionalLong.empty(),
                "application/octet-stream",
                false);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(0);
    }

    @Override
    public int read(ByteBuffer target) {
        return -1;
    }

    @Override
    public void close() {
        // nothing is held
    }
}
