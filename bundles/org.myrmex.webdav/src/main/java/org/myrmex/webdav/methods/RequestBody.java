package org.myrmex.webdav.methods;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;

/** What a client sends. Breaks when it is not as long as was said, so that nothing of it is kept. */
final class RequestBody implements DavBody {
    private final InputStream in;
    private final OptionalLong length;
    private final End end;
    private long taken;
    private boolean ended;

    /** What is asked when all of it is here, before anything becomes of it. */
    @FunctionalInterface
    interface End {
        void reached() throws RefusedException, DavException, IOException;
    }

    RequestBody(InputStream in, OptionalLong length, End end) {
        this.in = in;
        this.length = length;
        this.end = end;
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
        if (read < 0 || (length.isPresent() && taken == length.getAsLong())) {
            end();
        }
        return read;
    }

    private void end() throws IOException {
        if (!ended) {
            ended = true;
            try {
                end.reached();
            } catch (RefusedException e) {
                throw new RefusedAtEndException(e);
            } catch (DavException e) {
                throw new RefusedAtEndException(new RefusedException(e.status().http(), e.getMessage()));
            }
        }
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

    /** It came whole, and is not wanted any more. */
    static final class RefusedAtEndException extends IOException {
        private static final long serialVersionUID = 1L;

        private final RefusedException why;

        RefusedAtEndException(RefusedException why) {
            super(why);
            this.why = why;
        }

        RefusedException why() {
            return why;
        }
    }

    /** The body is shorter or longer than its headers say. */
    static final class WrongLengthException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
