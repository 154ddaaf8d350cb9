package org.myrmex.webdav.http;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.myrmex.api.dav.DavBody;

/** A body of no bytes. */
public final class EmptyBody implements DavBody {
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
