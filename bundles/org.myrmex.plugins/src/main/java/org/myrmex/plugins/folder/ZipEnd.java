package org.myrmex.plugins.folder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The record at the end of a ZIP file (APPNOTE 4.3.16), which is written last: where it is and fits, the file is whole.
 *
 * @param directoryOffset where the list of entries begins
 * @param directorySize its bytes
 */
public record ZipEnd(long directoryOffset, long directorySize) {
    /** The record and the longest comment after it. */
    public static final int MAX_TAIL = 22 + 0xffff;

    /** {@code PK}, 1, 2: each entry of the list begins so. */
    public static final int ENTRY_SIGNATURE = 0x02014b50;

    private static final int SIGNATURE = 0x06054b50;
    private static final int SIZE = 22;

    /**
     * Looks for the record. The list of entries has to end where the record begins: else a file that was cut off behind a
     * jar inside it would look whole.
     *
     * @param tail the last bytes of the file, {@link #MAX_TAIL} or all of them
     * @param fileSize bytes of the file
     */
    public static Optional<ZipEnd> read(byte[] tail, long fileSize) {
        ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = tail.length - SIZE; at >= 0; at--) {
            if (bytes.getInt(at) == SIGNATURE && at + SIZE + unsignedShort(bytes, at + 20) == tail.length) {
                long size = Integer.toUnsignedLong(bytes.getInt(at + 12));
                long offset = Integer.toUnsignedLong(bytes.getInt(at + 16));
                if (offset + size == fileSize - tail.length + at) {
                    return Optional.of(new ZipEnd(offset, size));
                }
            }
        }
        return Optional.empty();
    }

    private static int unsignedShort(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }
}
