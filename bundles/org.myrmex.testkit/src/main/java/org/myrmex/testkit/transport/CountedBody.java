package org.myrmex.testkit.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.myrmex.api.transport.Body;

/** A body that complains when it is used after its last holder let go, and that can be asked whether it was. Any thread. */
public final class CountedBody implements Body {
    private final Body bytes;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** A body with one reference, which is the caller's. */
    public CountedBody(byte[] bytes) {
        this.bytes = Body.of(bytes);
    }

    /** References that somebody holds. */
    public int holders() {
        return holders.get();
    }

    @Override
    public int length() {
        return bytes.length();
    }

    @Override
    public ByteBuffer view() {
        return bytes.view();
    }

    @Override
    public void retain() {
        bytes.retain();
        holders.incrementAndGet();
    }

    @Override
    public void release() {
        holders.decrementAndGet();
        bytes.release();
    }
}
