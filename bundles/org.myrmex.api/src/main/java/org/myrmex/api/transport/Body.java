package org.myrmex.api.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opaque bytes that travel through the peer without being copied: a slice with a count of references. It is born with one
 * reference; whoever passes a frame on passes one reference with it. Any thread.
 */
public interface Body {
    /** A body of no bytes; counting it changes nothing. */
    Body EMPTY = new Body() {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public ByteBuffer view() {
            return ByteBuffer.allocate(0);
        }

        @Override
        public void retain() {
            // shared by all: never freed
        }

        @Override
        public void release() {
            // shared by all: never freed
        }
    };

    /** Bytes in it. */
    int length();

    /**
     * A new read-only view of all its bytes, position 0.
     *
     * @throws IllegalStateException when it was released
     */
    ByteBuffer view();

    /** One more holder. */
    void retain();

    /** One holder less; at none the bytes go back to their pool. */
    void release();

    /** A body over bytes that nobody else changes any more; collected as any object is. */
    static Body of(byte[] bytes) {
        AtomicInteger holders = new AtomicInteger(1);
        return new Body() {
            @Override
            public int length() {
                return bytes.length;
            }

            @Override
            public ByteBuffer view() {
                if (holders.get() <= 0) {
                    throw new IllegalStateException("the body was released");
                }
                return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
            }

            @Override
            public void retain() {
                if (holders.getAndIncrement() <= 0) {
                    throw new IllegalStateException("the body was released");
                }
            }

            @Override
            public void release() {
                if (holders.getAndDecrement() <= 0) {
                    throw new IllegalStateException("the body was released more often than it was held");
                }
            }
        };
    }

    /** A body over a copy of the bytes. */
    static Body copyOf(byte[] bytes) {
        return of(bytes.clone());
    }
}
