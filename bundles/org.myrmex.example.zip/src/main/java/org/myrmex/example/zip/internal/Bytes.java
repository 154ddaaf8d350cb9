package org.myrmex.example.zip.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of an archive, by position. */
interface Bytes extends AutoCloseable {
    long size() throws IOException;

    /**
     * Reads from a position on.
     *
     * @return bytes read, at least one; -1 at the end
     */
    int read(ByteBuffer target, long at) throws IOException;

    @Override
    void close() throws IOException;

    /** So many bytes, in the byte order of zip files; throws when there are fewer. */
    default ByteBuffer exactly(long at, int count) throws IOException {
        if (at < 0 || at > size() - count) {
            throw new EOFException("the archive ends too early");
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("the archive ends too early");
            }
        }
        return bytes.flip();
    }

    static Bytes open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new Bytes() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public int read(ByteBuffer target, long at) throws IOException {
                return channel.read(target, at);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
