package org.myrmex.itests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The boxes of a video file (ISO/IEC 14496-12, 4.2): pictures, and behind them the index, without which no player begins. */
final class Video {
    private static final int FIRST_BOX = 24;
    private static final int BOX_HEAD = 8;

    private Video() {}

    /** Makes a file of that length in which everything but the boxes' heads is random. */
    static Path write(Path file, int size, int indexSize) throws IOException {
        Bytes.random(file, size, size);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(box(FIRST_BOX, "ftyp"), 0);
            channel.write(box(size - indexSize - FIRST_BOX, "mdat"), FIRST_BOX);
            channel.write(box(indexSize, "moov"), size - indexSize);
        }
        return file;
    }

    private static ByteBuffer box(int size, String type) {
        return ByteBuffer.allocate(BOX_HEAD)
                .putInt(size)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .flip();
    }

    /** Where the index begins, by the heads of the boxes before it. */
    static long indexAt(byte[] begin) {
        ByteBuffer boxes = ByteBuffer.wrap(begin);
        int pictures = boxes.getInt(0);
        return pictures + (long) boxes.getInt(pictures);
    }
}
