package org.myrmex.sharing.streams;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.SeekableSource;
import org.myrmex.sharing.merkle.BlockLayout;

/** A file of others, read as if it lay here. */
final class NetworkSource implements SeekableSource {
    /** The lane looks at the patience a few times a second; who waits here waits a little longer. */
    private static final long GRACE_MILLIS = 5_000;

    private final Reading reading;
    private final long patienceMillis;
    private final BlockLayout layout;
    private final Runnable closing;
    private volatile boolean closed;
    /** What the reader waits for, so that a close need not wait for the lane. */
    private volatile CompletableFuture<Void> awaited = CompletableFuture.completedFuture(null);
    /** Of the reader. */
    private int block = -1;

    /**
     * @param reading that has opened
     * @param closing run once
     */
    private NetworkSource(Reading reading, Duration patience, long sizeBytes, Runnable closing) {
        this.reading = reading;
        this.closing = closing;
        patienceMillis = patience.toMillis();
        layout = new BlockLayout(sizeBytes);
    }

    /** Begins a reading and waits until the length is known. @throws IOException one line; nothing is left then */
    static NetworkSource open(Reading reading, Duration patience, Runnable closing) throws IOException {
        try {
            long sizeBytes = await(start(reading), patience.toMillis());
            return new NetworkSource(reading, patience, sizeBytes, closing);
        } catch (IOException e) {
            reading.close();
            throw e;
        }
    }

    @Override
    public long sizeBytes() {
        return layout.sizeBytes();
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        if (position < 0) {
            throw new IllegalArgumentException("a place in a file is not negative");
        }
        if (closed) {
            throw Reading.closed();
        }
        if (position >= layout.sizeBytes()) {
            return -1;
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        int length = (int) Math.min(target.remaining(), layout.sizeBytes() - position);
        int read = reading.copy(position, target);
        if (read > 0) {
            int reached = layout.blockAt(position + read - 1);
            if (reached != block) {
                block = reached;
                reading.moved(position + read - 1, 1);
            }
            return read;
        }
        return waited(position, length, target);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        awaited.completeExceptionally(Reading.closed());
        reading.close();
        closing.run();
    }

    private int waited(long position, int length, ByteBuffer target) throws IOException {
        int read = 0;
        while (read == 0) {
            CompletableFuture<Void> here;
            try {
                here = reading.fetch(position, Math.min(length, ReadAhead.MOST_BLOCKS * ContentId.BLOCK_BYTES));
            } catch (RejectedExecutionException e) {
                throw stopping(e);
            }
            awaited = here;
            if (closed) {
                throw Reading.closed();
            }
            await(here, patienceMillis);
            read = reading.copy(position, target);
        }
        block = layout.blockAt(position);
        return read;
    }

    private static CompletableFuture<Long> start(Reading reading) throws IOException {
        try {
            return reading.open();
        } catch (RejectedExecutionException e) {
            throw stopping(e);
        }
    }

    private static IOException stopping(RejectedExecutionException e) {
        return new IOException("the peer stops; start it, then try again", e);
    }

    private static <T> T await(CompletableFuture<T> future, long patienceMillis) throws IOException {
        try {
            return future.get(patienceMillis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the peer is too busy to fetch it; try again later", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("who read it was stopped; read it again");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
