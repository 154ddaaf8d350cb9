package org.myrmex.webdav.methods;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.myrmex.api.dav.DavBody;

/** What a client sends. Breaks when it is not as long as was said, so that nothing of it is kept. */
final class RequestBody implements DavBody {
    private final InputStream in;
    private final OptionalLong length;
    private long taken;

    RequestBody(InputStream in, OptionalLong length) {
        this.in = in;
        this.length = length;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int read;
        try {
            read = target.hasArray()
                    ? in.read(target.array(), target.arrayOffset() + target.position(), target.remaining())
                    : copied(target);
        } catch (IOException e) {
            // told apart from a failing tree, which would be a matter for whoever runs the peer
            throw new BrokenOffException(e);
        }
        if (read > 0) {
            taken += read;
            if (target.hasArray()) {
                target.position(target.position() + read);
            }
        }
        if (length.isPresent() && (taken > length.getAsLong() || (read < 0 && taken < length.getAsLong()))) {
            throw new WrongLengthException();
        }
        return read;
    }

    private int copied(ByteBuffer target) throws IOException {
        byte[] piece = new byte[Math.min(target.remaining(), 8_192)];
        int read = in.read(piece);
        if (read > 0) {
            target.put(piece, 0, read);
        }
        return read;
    }

    @Override
    public void close() {
        // the stream is the server's
    }

    /** The rest of the body does not come. */
    static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(IOException cause) {
            super(cause);
        }
    }

    /** The body is shorter or longer than its headers say. */
    static final class WrongLengthException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
