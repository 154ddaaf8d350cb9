package org.myrmex.lab.wire;

import org.myrmex.testkit.simulation.Observer;
import org.myrmex.testkit.simulation.VirtualFrame;

/**
 * What the bytes on all links were, so far or since an earlier look.
 *
 * @param useful bytes of blocks that their reader wants, on each link that they crossed
 * @param around headers and padding of these blocks
 * @param requests whole frames that ask for blocks
 * @param other searches, answers
 */
public record ByteShares(long useful, long around, long requests, long other) {
    public long total() {
        return useful + around + requests + other;
    }

    public ByteShares since(ByteShares before) {
        return new ByteShares(
                useful - before.useful, around - before.around, requests - before.requests, other - before.other);
    }

    /** Adds up what arrives. Credits are no frames of routing, so they are not seen here. */
    public static final class Counter implements Observer {
        private final int blockBytes;
        private final int usefulBytes;
        private final int requestBytes;
        private long blocks;
        private long blockWireBytes;
        private long requestWireBytes;
        private long otherWireBytes;

        /**
         * What a frame is, it tells by the length of its body.
         *
         * @param usefulBytes of a block
         */
        public Counter(int blockBytes, int usefulBytes, int requestBytes) {
            this.blockBytes = blockBytes;
            this.usefulBytes = usefulBytes;
            this.requestBytes = requestBytes;
        }

        @Override
        public void arrived(long now, VirtualFrame frame) {
            int body = frame.body().length();
            if (body == blockBytes) {
                blocks++;
                blockWireBytes += frame.wireBytes();
            } else if (body == requestBytes) {
                requestWireBytes += frame.wireBytes();
            } else {
                otherWireBytes += frame.wireBytes();
            }
        }

        public ByteShares look() {
            long useful = blocks * usefulBytes;
            return new ByteShares(useful, blockWireBytes - useful, requestWireBytes, otherWireBytes);
        }
    }
}
