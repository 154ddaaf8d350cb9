package org.myrmex.launcher.demo;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/** The file that is shared: as many blocks as MUTE's test file had chunks, the same bytes in every run. */
record SharedFile(Path path) {
    static final String WORD = "anthill";
    static final int BLOCKS = 9;
    static final int BLOCK_BYTES = 16 * 1024;

    private static final String NAME = WORD + " of thirteen.bin";
    private static final long SEED = 1;

    static SharedFile create(Path folder) throws IOException {
        byte[] bytes = new byte[BLOCKS * BLOCK_BYTES];
        new Random(SEED).nextBytes(bytes);
        Files.createDirectories(folder);
        return new SharedFile(Files.write(folder.resolve(NAME), bytes));
    }

    String sha256() throws IOException {
        return sha256(path);
    }

    static String sha256(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return String.format("%064x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
