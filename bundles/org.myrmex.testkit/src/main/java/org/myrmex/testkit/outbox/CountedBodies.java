package org.myrmex.testkit.outbox;

import java.nio.ByteBuffer;
import org.myrmex.api.transport.Body;

/** Makes bodies, of zeros unless told otherwise, and knows how many of them somebody still holds. One thread. */
public final class CountedBodies {
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(16_896).asReadOnlyBuffer();

    private int alive;

    /** A body of zeros with one reference, which is the caller's. */
    public Body make(int length) {
        alive++;
        return new Counted(length, null);
    }

    /** A body of these bytes, which are not to be changed any more, with one reference, which is the caller's. */
    public Body make(byte[] bytes) {
        alive++;
        return new Counted(bytes.length, ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    /** Bodies made and not yet released by all. */
    public int alive() {
        return alive;
    }

    private final class Counted implements Body {
        private final int length;
        /** Null for zeros: most bodies of a simulation need no bytes of their own. */
        private final ByteBuffer bytes;

        private int holders = 1;

        Counted(int length, ByteBuffer bytes) {
            this.length = length;
            this.bytes = bytes;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public ByteBuffer view() {
            check();
            return bytes == null ? ZEROS.slice(0, length) : bytes.duplicate();
        }

        @Override
        public void retain() {
            check();
            holders++;
        }

        @Override
        public void release() {
            check();
            holders--;
            if (holders == 0) {
                alive--;
            }
        }

        private void check() {
            if (holders == 0) {
                throw new IllegalStateException("the body was released");
            }
        }
    }
}
