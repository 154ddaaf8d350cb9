package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of more bytes than an {@code int} counts, put and read back; in the full form only, for its 4 GiB of disk. */
class WebDavHugeFileIT {
    private static final long BYTES = (1L << 31) + 1_000;

    @Test
    void aFileOfMoreThanTwoGibibytesIsPutAndReadBack(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Full.on(), "this takes 4 GiB of disk; run it with -Dmyrmex.full=true");
        Tools.need("curl", "curl");
        Path shared = Files.createDirectory(folder.resolve("music"));
        Path huge = folder.resolve("huge");
        byte[] end = "the end, beyond two to the power of 31".getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(BYTES);
            file.seek(BYTES - end.length);
            file.write(end);
        }
        try (TestPeer peer = TestPeer.start("127.0.1.1", folder, "--share", shared.toString())) {
            Drive drive = new Drive(peer, folder);
            long from = System.nanoTime();
            assertEquals(201, drive.status("/shares/music/huge", "-T", huge.toString()));
            long there = System.nanoTime();
            assertEquals(-1, Files.mismatch(huge, shared.resolve("huge")));
            Path part = folder.resolve("part");
            drive.ask("/shares/music/huge", "-r", (BYTES - end.length) + "-", "-o", part.toString());
            assertArrayEquals(end, Files.readAllBytes(part));
            Files.delete(huge);
            long back = System.nanoTime();
            drive.ask("/shares/music/huge", "-o", huge.toString());
            System.out.println(BYTES + " bytes: there in " + TimeUnit.NANOSECONDS.toMillis(there - from)
                    + " ms, back in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - back) + " ms");
            assertEquals(-1, Files.mismatch(huge, shared.resolve("huge")));
        }
    }
}
