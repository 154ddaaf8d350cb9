package org.myrmex.example.zip.internal;

import java.util.OptionalLong;

/**
 * A member as the directory of its archive describes it. All of it may be a lie but the ranges: nothing is negative.
 *
 * @param path its name, with slashes; one at the end stands for a folder
 * @param encrypted whether a password is needed
 * @param method 0 stored, 8 deflated (APPNOTE 4.4.5)
 * @param crc CRC-32 of what is unpacked
 * @param packedBytes how many bytes it takes in the archive
 * @param bytes how many it has unpacked
 * @param headerAt where its local header is
 * @param modifiedMicros microseconds since 1970
 */
record Packed(
        String path,
        boolean encrypted,
        int method,
        long crc,
        long packedBytes,
        long bytes,
        long headerAt,
        OptionalLong modifiedMicros) {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    boolean readable() {
        return !encrypted && (method == STORED || method == DEFLATED);
    }
}
