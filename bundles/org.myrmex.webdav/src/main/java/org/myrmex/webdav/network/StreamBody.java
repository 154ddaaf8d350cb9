package org.myrmex.webdav.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.sharing.SeekableSource;

/** Part of a file of the network. */
final class StreamBody implements DavBody {
    private final SeekableSource source;
    private final Turnstile.Place place;
    private final long length;
    private final long end;
    private final AtomicBoolean closed = new AtomicBoolean();
    private long position;

    StreamBody(SeekableSource source, Turnstile.Place place, long offset, long length) {
        this.source = source;
        this.place = place;
        this.position = offset;
        this.length = length;
        this.end = offset + length;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position >= end) {
            return -1;
        }
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + (end - position)));
        int read = source.read(position, target);
        target.limit(limit);
        if (read < 0) {
            throw new IOException("the source ended before the length that it had said");
        }
        position += read;
        return read;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            source.close();
            place.close();
        }
    }
}
