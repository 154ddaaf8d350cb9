package org.myrmex.testkit.dav;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.myrmex.api.dav.DavBody;

/** A body out of bytes, which may break in the middle as that of a client who goes away does. */
public final class BytesBody implements DavBody {
    private final ByteBuffer bytes;
    private final OptionalLong length;
    private final boolean breaks;
    private volatile boolean closed;

    private BytesBody(ByteBuffer bytes, long length, boolean breaks) {
        this.bytes = bytes;
        this.length = OptionalLong.of(length);
        this.breaks = breaks;
    }

    /** All of them, then the end. */
    public static BytesBody of(byte[] bytes) {
        return new BytesBody(ByteBuffer.wrap(bytes), bytes.length, false);
    }

    /** A part of them, then the end. */
    public static BytesBody of(byte[] bytes, int offset, int length) {
        return new BytesBody(ByteBuffer.wrap(bytes, offset, length).slice(), length, false);
    }

    /** So many of them, then it breaks; all of them were announced. */
    public static BytesBody breakingAfter(int count, byte[] bytes) {
        return new BytesBody(ByteBuffer.wrap(bytes, 0, count).slice(), bytes.length, true);
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!bytes.hasRemaining()) {
            if (breaks) {
                throw new IOException("the body broke off");
            }
            return -1;
        }
        int count = Math.min(target.remaining(), bytes.remaining());
        target.put(bytes.slice().limit(count));
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public void close() {
        closed = true;
    }
}
