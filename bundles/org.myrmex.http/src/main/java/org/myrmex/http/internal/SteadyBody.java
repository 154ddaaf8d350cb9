package org.myrmex.http.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A request's body that breaks off when it trickles. The server ends a connection that is silent, but a byte now and then is enough
 * for it, and a thread waits for each. Only the time spent waiting counts: a slow disk is not the client's fault. One thread.
 */
final class SteadyBody extends ServletInputStream {
    /** Waiting for which nothing is asked. */
    static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** Slower than any line that somebody would send a file over. */
    static final long MIN_BYTES_PER_SECOND = 512;

    private final ServletInputStream in;
    private final LongSupplier nanos;
    private long waitedNanos;
    private long count;

    /** @param nanos a clock */
    SteadyBody(ServletInputStream in, LongSupplier nanos) {
        this.in = in;
        this.nanos = nanos;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        long began = nanos.getAsLong();
        int read = in.read(target, from, length);
        waitedNanos += nanos.getAsLong() - began;
        count += Math.max(0, read);
        long late = TimeUnit.NANOSECONDS.toSeconds(waitedNanos - GRACE_NANOS);
        if (read >= 0 && late > 0 && count < late * MIN_BYTES_PER_SECOND) {
            throw new IOException("the body comes too slowly");
        }
        return read;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
