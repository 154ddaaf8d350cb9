package org.myrmex.example.zip.internal;

import java.nio.ByteBuffer;

/** An archive in memory. */
record ArrayBytes(byte[] bytes) implements Bytes {
    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int read(ByteBuffer target, long at) {
        if (at >= bytes.length) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), bytes.length - at);
        target.put(bytes, (int) at, count);
        return count;
    }

    @Override
    public void close() {}
}
