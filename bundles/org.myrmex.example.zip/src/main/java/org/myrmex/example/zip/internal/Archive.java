package org.myrmex.example.zip.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * An archive as it was when its directory was read.
 *
 * @param file where it lies
 * @param state which of the files that lay there it was
 * @param root what is in it
 * @param leftOut members that are not shown
 */
record Archive(Path file, State state, Node root, int leftOut) {
    private static final int ETAG_BYTES = 16;

    static Archive open(Path file, State state) throws IOException {
        try (Bytes bytes = Bytes.open(file)) {
            Members members = new Members(ZipDirectory.read(bytes));
            return new Archive(file, state, members.root(), members.leftOut());
        }
    }

    /** Its bytes, if the file is still the one whose directory was read. */
    Bytes open() throws IOException {
        Bytes bytes = Bytes.open(file);
        if (State.of(file).equals(state)) {
            return bytes;
        }
        bytes.close();
        throw new IOException("the archive was replaced just now; ask again");
    }

    /** A CRC is no proof that nothing changed: the file that the member is in and its place there count as well. */
    String etag(Packed member) {
        String all = state + "|" + member.crc() + "|" + member.bytes() + "|" + member.headerAt();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ETAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * What tells a file from the one that replaces it.
     *
     * @param key the file system's number of it, where there is one
     */
    record State(long bytes, long modifiedMicros, String key) {
        static State of(Path file) throws IOException {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (!now.isRegularFile()) {
                throw new BadArchive("is no file; name the zip file itself");
            }
            return new State(
                    now.size(), now.lastModifiedTime().to(TimeUnit.MICROSECONDS), String.valueOf(now.fileKey()));
        }
    }
}
