package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A share of a real peer in the file system, by the programs that mount one. */
class WebDavMountsIT extends OnAShare {
    private static final int FILES = Full.or(1_000, 100);
    private static final int LARGE = Full.or(1 << 30, 64 << 20);

    @Test
    void davfsWritesAppendsRenamesAndDeletes(@TempDir Path own) throws Exception {
        Files.createDirectory(shared.resolve("davfs"));
        Files.writeString(shared.resolve("davfs/there before"), "old");
        try (Mounted mounted = new Davfs(drive, "/shares/" + SHARE, own).mount()) {
            Path at = mounted.path().resolve("davfs");
            assertEquals("old", Files.readString(at.resolve("there before")));
            Files.writeString(at.resolve("written"), "once");
            Files.writeString(at.resolve("rewritten"), "a long first text");
            Files.writeString(at.resolve("rewritten"), "short");
            Files.writeString(at.resolve("appended"), "one ");
            Files.writeString(at.resolve("appended"), "two", StandardOpenOption.APPEND);
            Files.writeString(at.resolve("there before"), " and new", StandardOpenOption.APPEND);
            Files.writeString(at.resolve("first name"), "moved");
            Files.createDirectory(at.resolve("folder"));
            Files.move(at.resolve("first name"), at.resolve("folder/second # name"));
            Files.writeString(at.resolve("deleted"), "gone");
            Files.delete(at.resolve("deleted"));
            Files.createFile(at.resolve("empty"));
            assertTrue(mounted.path().toFile().getUsableSpace() > 1 << 20, "the disk has room, and says so");
            mounted.unmount();
        }
        Path at = shared.resolve("davfs");
        assertEquals(
                List.of("appended", "empty", "folder/", "folder/second # name", "rewritten", "there before", "written"),
                List.copyOf(NamedTree.read(at).keySet()));
        assertEquals("once", Files.readString(at.resolve("written")));
        assertEquals("short", Files.readString(at.resolve("rewritten")));
        assertEquals("one two", Files.readString(at.resolve("appended")));
        assertEquals("old and new", Files.readString(at.resolve("there before")));
        assertEquals("moved", Files.readString(at.resolve("folder/second # name")));
        assertEquals(0, Files.size(at.resolve("empty")));
    }

    @Test
    void davfsKeepsEveryByteOfManyFilesAndOfALargeOne(@TempDir Path own) throws Exception {
        Path many = Files.createDirectory(own.resolve("many"));
        for (int i = 0; i < FILES; i++) {
            Bytes.random(many.resolve("file " + i), i * 37 % 8_192, i + 1);
        }
        Path large = Bytes.random(own.resolve("large"), LARGE, LARGE);
        long from = System.nanoTime();
        long copied;
        try (Mounted mounted = new Davfs(drive, "/shares/" + SHARE, own).mount()) {
            NamedTree.copy(many, mounted.path().resolve("many"));
            Files.copy(large, mounted.path().resolve("large"));
            copied = System.nanoTime();
            mounted.unmount();
        }
        System.out.println("davfs2: " + FILES + " files and " + (LARGE >> 20) + " MiB: copied in "
                + TimeUnit.NANOSECONDS.toMillis(copied - from) + " ms, unmounted after "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - copied) + " ms more");
        assertEquals(NamedTree.read(many), NamedTree.read(shared.resolve("many")));
        assertEquals(-1, Files.mismatch(large, shared.resolve("large")));
    }

    @Test
    void rcloneReadsAnyPartOfAMountedFile(@TempDir Path own) throws Exception {
        Path large = Bytes.random(shared.resolve("rclone.bin"), 20_000_000, 7);
        try (Mounted mounted = new Rclone(drive, SHARE, own, "other").mount()) {
            Path seen = mounted.path().resolve("rclone.bin");
            assertEquals(Files.size(large), Files.size(seen));
            for (long offset : new long[] {19_999_000, 0, 9_999_999, 1, 12_345_678}) {
                assertArrayEquals(part(large, offset), part(seen, offset), "at " + offset);
            }
            assertEquals(-1, Files.mismatch(large, seen));
            try (Stream<Path> names = Files.list(mounted.path())) {
                assertTrue(names.anyMatch(name -> name.endsWith("rclone.bin")));
            }
            mounted.unmount();
            assertFalse(Files.exists(seen));
        }
    }

    private static byte[] part(Path file, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1_000);
        try (FileChannel channel = FileChannel.open(file)) {
            while (bytes.hasRemaining()) {
                assertTrue(channel.read(bytes, offset + bytes.position()) > 0, "it ends at " + bytes.position());
            }
        }
        return bytes.array();
    }
}
