package org.myrmex.testkit.outbox;

import java.nio.ByteBuffer;
import org.myrmex.api.transport.Body;

/** Makes bodies of zeros and knows how many of them somebody still holds. One thread. */
public final class CountedBodies {
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(16_896).asReadOnlyBuffer();

    private int alive;

    /** A body with one reference, which is the caller's. */
    public Body make(int length) {
        alive++;
        return new Counted(length);
    }

    /** Bodies made and not yet released by all. */
    public int alive() {
        return alive;
    }

    private final class Counted implements Body {
        private final int length;
        private int holders = 1;

        Counted(int length) {
            this.length = length;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public ByteBuffer view() {
            check();
            return ZEROS.slice(0, length);
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
