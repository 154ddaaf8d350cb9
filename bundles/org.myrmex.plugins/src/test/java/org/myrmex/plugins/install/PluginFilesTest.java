package org.myrmex.plugins.install;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.plugins.folder.Candidate;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Jars;

class PluginFilesTest {
    private static final byte[] HELLO = Jars.bundle("hello", "1.2.3");

    @TempDir
    Path folder;

    private PluginFiles files;

    @BeforeEach
    void make() {
        files = new PluginFiles(folder.resolve("copies"), new JarCheck(17));
    }

    @Test
    void aBundleIsCopiedOnceUnderItsHash() throws Exception {
        Candidate candidate = read(write("hello.jar", HELLO)).candidate().orElseThrow();
        assertEquals("hello", candidate.name());
        assertEquals("1.2.3", candidate.version().toString());
        assertArrayEquals(HELLO, Files.readAllBytes(files.copy(candidate.sha256())));
        assertEquals(
                candidate.manifest(),
                files.kept(candidate.sha256(), "hello.jar").orElseThrow().manifest());
        files.keepOnly(Set.of());
        assertFalse(Files.exists(files.copy(candidate.sha256())));
    }

    @Test
    void cutOffAnywhereItIsBeingCopied() throws Exception {
        for (int length = 0; length < HELLO.length; length++) {
            Reading reading = read(write("hello.jar", Arrays.copyOf(HELLO, length)));
            assertEquals(Cause.BEING_COPIED, reading.finding().cause(), "after " + length + " bytes");
        }
    }

    @Test
    void whatIsNoBundleIsSaidToBeNone() throws Exception {
        assertNot("note.txt", HELLO, "does not end in .jar");
        assertNot("page.jar", "<html>".getBytes(StandardCharsets.UTF_8), "is no jar");
        assertNot("zip.jar", Jars.jar("a", new byte[1], false), "its META-INF/MANIFEST.MF is missing");
        assertNot(
                "bomb.jar",
                Jars.jar("META-INF/MANIFEST.MF", new byte[50 << 20], false),
                "its manifest is larger than 4 MiB");
        Files.createDirectory(folder.resolve("folder.jar"));
        assertTrue(read(folder.resolve("folder.jar")).finding().sentence().contains("is a folder"));
        Files.createSymbolicLink(folder.resolve("link.jar"), folder.resolve("nowhere"));
        assertTrue(read(folder.resolve("link.jar")).finding().sentence().contains("is no file"));
    }

    /** The list would be read into memory whole, which a peer has little of. */
    @Test
    void aJarOfNothingButAListIsNotOpened() throws Exception {
        int list = (16 << 20) + 1;
        var bytes = java.nio.ByteBuffer.allocate(4 + list + 22).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {'P', 'K', 3, 4}).putInt(0x02014b50);
        bytes.position(4 + list);
        bytes.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
        bytes.putInt(list).putInt(4).putShort((short) 0);
        assertNot("list.jar", bytes.array(), "its list of files is larger than 16 MiB");
    }

    @Test
    void aClassOfALaterJavaIsNamed() throws Exception {
        byte[] later = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 44 + 25};
        Path jar = folder.resolve("later.jar");
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new java.util.zip.ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Bundle-ManifestVersion: 2\nBundle-SymbolicName: later\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new java.util.zip.ZipEntry("META-INF/versions/30/A.class"));
            zip.write(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 44 + 30});
            zip.putNextEntry(new java.util.zip.ZipEntry("A.class"));
            zip.write(later);
        }
        Reading reading = read(jar);
        assertEquals(Cause.WRONG_JAVA, reading.finding().cause());
        assertEquals(
                "later 0.0.0 is compiled for Java 25, and this peer runs on Java 17",
                reading.finding().sentence());
    }

    @Test
    void aFileThatChangedSinceItWasSeenIsNotTaken() throws Exception {
        Path file = write("hello.jar", HELLO);
        var seen = FolderListing.sighting(file);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));
        assertEquals(Cause.BEING_COPIED, files.read(file, seen).finding().cause());
    }

    private void assertNot(String name, byte[] bytes, String says) throws Exception {
        Reading reading = read(write(name, bytes));
        assertEquals(Cause.NOT_A_BUNDLE, reading.finding().cause());
        assertTrue(
                reading.finding().sentence().contains(says), reading.finding().sentence());
    }

    private Reading read(Path file) {
        return files.read(file, FolderListing.sighting(file));
    }

    private Path write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }
}
