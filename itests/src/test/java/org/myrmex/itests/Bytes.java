package org.myrmex.itests;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Random files, their hashes, and looking for bytes in large ones. */
final class Bytes {
    private static final int RUN_BYTES = 16;
    private static final int PIECE_BYTES = 1 << 20;

    private Bytes() {}

    /** A file of seeded random bytes. */
    static Path random(Path file, int bytes, long seed) throws IOException {
        Random random = new Random(seed);
        // large ones do not fit into the memory of the tests
        byte[] piece = new byte[Math.min(bytes, PIECE_BYTES)];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int left = bytes; left > 0; left -= piece.length) {
                random.nextBytes(piece);
                out.write(piece, 0, Math.min(left, piece.length));
            }
        }
        return file;
    }

    static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var in = Files.newInputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often a file holds some bytes. */
    static int count(Path file, byte[] wanted) throws IOException {
        int count = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            int last = all.limit() - wanted.length;
            for (int i = 0; i <= last; i++) {
                if (all.get(i) == wanted[0] && matches(all, i, wanted)) {
                    count++;
                }
            }
        }
        return count;
    }

    static int count(Path file, String wanted) throws IOException {
        return count(file, wanted.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean matches(ByteBuffer all, int at, byte[] wanted) {
        for (int i = 1; i < wanted.length; i++) {
            if (all.get(at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** A network address as programs keep it: four bytes, followed by the port. */
    static byte[] rawAddress(String host, int port) {
        ByteBuffer raw = ByteBuffer.allocate(6);
        for (String part : host.split("\\.", -1)) {
            raw.put((byte) Integer.parseInt(part));
        }
        return raw.putShort((short) port).array();
    }

    /**
     * Runs of 16 bytes of one file that stand anywhere in another, at any offset of either.
     *
     * @param secret at most a few MiB: a hash of every run is kept in memory
     */
    static int commonRuns(Path secret, Path searched) throws IOException {
        ByteBuffer known = ByteBuffer.wrap(Files.readAllBytes(secret));
        long[] hashes = new long[known.limit() - RUN_BYTES + 1];
        // most strangers are told apart by one bit, without a search
        long[] seen = new long[1 << 18];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = runAt(known, i);
            seen[word(hashes[i])] |= 1L << hashes[i];
        }
        Arrays.sort(hashes);
        int runs = 0;
        try (FileChannel channel = FileChannel.open(searched, StandardOpenOption.READ)) {
            ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            for (int i = 0; i + RUN_BYTES <= all.limit(); i++) {
                long here = runAt(all, i);
                if ((seen[word(here)] & 1L << here) != 0 && Arrays.binarySearch(hashes, here) >= 0) {
                    runs++;
                }
            }
        }
        return runs;
    }

    private static int word(long hash) {
        return (int) (hash >>> 46);
    }

    /** Two different runs share a hash once in 2^64. */
    private static long runAt(ByteBuffer bytes, int at) {
        long mixed = bytes.getLong(at) * 0x9E3779B97F4A7C15L ^ Long.rotateLeft(bytes.getLong(at + 8), 32);
        return (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    }
}
