package org.myrmex.webdav.methods;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.webdav.kept.Claim;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;

/**
 * What a file is made of may take long to come. Only when all of it is here its maker takes its turn: locks that came meanwhile count,
 * nobody gets another one until the file has its place, and nothing moves the folder that it lies in. One thread.
 */
final class LastStep implements AutoCloseable {
    private final Exchange exchange;
    private final DavPath to;
    private final boolean makes;
    private Optional<Claim> claim = Optional.empty();

    /** @param makes whether nothing was there: then nothing may hang on it that was another one's */
    LastStep(Exchange exchange, DavPath to, boolean makes) {
        this.exchange = exchange;
        this.to = to;
        this.makes = makes;
    }

    /** The same bytes, with the turn at their end. When there are none, it comes at once: a tree may never ask for them. */
    DavBody behind(DavBody body) throws RefusedException, DavException, BadPathException, IOException {
        if (body.length().orElse(-1) != 0) {
            return new Ending(body);
        }
        needEnd(body);
        take();
        return body;
    }

    /** Nobody waits in his turn for the end of what does not come. */
    private static void needEnd(DavBody body) throws DavException, IOException {
        int read = 0;
        while (read == 0) {
            read = body.read(ByteBuffer.allocate(1));
        }
        if (read > 0) {
            throw new DavException(DavException.Status.BUSY, "it is longer than its source says; try again");
        }
    }

    private void take() throws RefusedException, DavException, BadPathException, IOException {
        String place = exchange.place(to);
        claim = Optional.of(Following.claim(exchange, place));
        if (makes) {
            Following.freshInClaim(exchange, to, place);
        }
    }

    @Override
    public void close() {
        claim.ifPresent(Claim::close);
    }

    private final class Ending implements DavBody {
        private final DavBody body;
        private long taken;
        private boolean ended;

        Ending(DavBody body) {
            this.body = body;
        }

        @Override
        public OptionalLong length() {
            return body.length();
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int read = body.read(target);
            taken += Math.max(0, read);
            // a tree that knows how many there are may not ask for the end
            if (read < 0 || taken == length().orElse(-1)) {
                end();
            }
            return read;
        }

        private void end() throws IOException {
            if (!ended) {
                ended = true;
                try {
                    take();
                } catch (RefusedException e) {
                    throw new RefusedAtEndException(e);
                } catch (DavException e) {
                    throw new RefusedAtEndException(
                            new RefusedException(e.status().http(), e.getMessage()));
                } catch (BadPathException e) {
                    throw new RefusedAtEndException(new RefusedException(e.status(), e.getMessage()));
                }
            }
        }

        @Override
        public void close() {
            body.close();
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
}
