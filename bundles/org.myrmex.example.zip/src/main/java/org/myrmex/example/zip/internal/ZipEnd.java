package org.myrmex.example.zip.internal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where the directory of an archive is: read from its end (APPNOTE 4.3.14 to 4.3.16).
 *
 * @param directoryAt first byte of the directory
 * @param directoryBytes its length
 * @param members how many it says there are
 * @param shift what to add to positions that the archive gives: bytes of a program may stand before it
 */
record ZipEnd(long directoryAt, long directoryBytes, long members, long shift) {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT_BYTES = 0xffff;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_BYTES = 56;

    static ZipEnd read(Bytes archive) throws IOException {
        long size = archive.size();
        int tailBytes = (int) Math.min(size, END_BYTES + MAX_COMMENT_BYTES);
        ByteBuffer tail = archive.exactly(size - tailBytes, tailBytes);
        for (int at = tailBytes - END_BYTES; at >= 0; at--) {
            boolean endsTheFile =
                    tail.getInt(at) == END && at + END_BYTES + Short.toUnsignedInt(tail.getShort(at + 20)) == tailBytes;
            if (endsTheFile) {
                return of(archive, tail.position(at).slice().order(tail.order()), size - tailBytes + at);
            }
        }
        throw new BadArchive("is cut off, or no zip file; copy it again");
    }

    private static ZipEnd of(Bytes archive, ByteBuffer end, long endAt) throws IOException {
        long members = Short.toUnsignedLong(end.getShort(10));
        long bytes = Integer.toUnsignedLong(end.getInt(12));
        long stated = Integer.toUnsignedLong(end.getInt(16));
        if (members == 0xffff || bytes == 0xffffffffL || stated == 0xffffffffL) {
            long locatorAt = endAt - LOCATOR_64_BYTES;
            if (locatorAt >= END_64_BYTES) {
                ByteBuffer locator = archive.exactly(locatorAt, LOCATOR_64_BYTES);
                if (locator.getInt(0) == LOCATOR_64) {
                    return of64(archive, locator.getLong(8), locatorAt);
                }
            }
        }
        return checked(endAt, bytes, members, stated);
    }

    private static ZipEnd of64(Bytes archive, long statedAt, long locatorAt) throws IOException {
        // Before whatever shifts the archive the statement is wrong; then it stands right before its locator.
        for (long at : new long[] {statedAt, locatorAt - END_64_BYTES}) {
            if (at >= 0 && at <= locatorAt - END_64_BYTES) {
                ByteBuffer end = archive.exactly(at, END_64_BYTES);
                if (end.getInt(0) == END_64) {
                    return checked(at, end.getLong(40), end.getLong(32), end.getLong(48));
                }
            }
        }
        throw damaged();
    }

    private static ZipEnd checked(long endAt, long bytes, long members, long stated) throws BadArchive {
        if (bytes < 0 || bytes > endAt || stated < 0 || members < 0 || stated > endAt - bytes) {
            throw damaged();
        }
        return new ZipEnd(endAt - bytes, bytes, members, endAt - bytes - stated);
    }

    static BadArchive damaged() {
        return new BadArchive("has a damaged directory; copy it again, or repair it with: zip -FF");
    }
}
