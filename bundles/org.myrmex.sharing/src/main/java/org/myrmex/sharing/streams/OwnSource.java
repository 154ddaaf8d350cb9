package org.myrmex.sharing.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.function.LongSupplier;
import org.myrmex.api.sharing.SeekableSource;
import org.myrmex.sharing.disk.Problem;
import org.myrmex.sharing.shares.OpenedFile;
import org.myrmex.sharing.shares.SharedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An own shared file, read from where it lies, as long as it is what was hashed. */
final class OwnSource implements SeekableSource {
    private static final Logger LOG = LoggerFactory.getLogger(OwnSource.class);

    private final OpenedFile file;
    private final long sizeBytes;
    private final LongSupplier nowMicros;
    private final Runnable changed;
    private final Runnable closing;
    private boolean closed;

    /**
     * @param changed run when the file turns out to be another one
     * @param closing run once
     * @throws IOException when it is not there any more, or another one
     */
    OwnSource(SharedFile shared, LongSupplier nowMicros, Runnable changed, Runnable closing) throws IOException {
        this.nowMicros = nowMicros;
        this.changed = changed;
        this.closing = closing;
        sizeBytes = shared.seen().sizeBytes();
        file = new OpenedFile(shared);
        if (!file.isSame(nowMicros.getAsLong())) {
            file.close();
            throw new IOException("it has changed");
        }
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        if (position < 0) {
            throw new IllegalArgumentException("a place in a file is not negative");
        }
        if (position >= sizeBytes) {
            return -1;
        }
        try {
            if (!file.isSame(nowMicros.getAsLong())) {
                throw new IOException("it has changed");
            }
            int length = (int) Math.min(target.remaining(), sizeBytes - position);
            ByteBuffer part = target.slice(target.position(), length);
            file.read(part, position);
            target.position(target.position() + length);
            return length;
        } catch (ClosedChannelException e) {
            throw Reading.closed();
        } catch (IOException e) {
            changed.run();
            throw new IOException("the own file cannot be read (" + Problem.of(e) + "); look for it again", e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("a shared file that was read could not be closed");
        } finally {
            closing.run();
        }
    }
}
