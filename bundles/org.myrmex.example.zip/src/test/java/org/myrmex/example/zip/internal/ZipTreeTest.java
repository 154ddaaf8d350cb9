package org.myrmex.example.zip.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.testkit.dav.DavTreeContract;
import org.myrmex.testkit.dav.OwnersCall;
import org.myrmex.testkit.dav.TreeSample;

class ZipTreeTest extends DavTreeContract {
    private static final byte[] TEXT = "what was packed".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private ZipTree tree() {
        return new ZipTree(new Archives(List.of(), Optional.of(folder)));
    }

    @Override
    protected TreeSample sample() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        Map<String, byte[]> packed = new LinkedHashMap<>();
        packed.put("many/one.txt", TEXT);
        packed.put("many/two", "b".repeat(50_000).getBytes(StandardCharsets.UTF_8));
        packed.put("many/three", noise);
        packed.put("many/empty", new byte[0]);
        packed.put("many/inner/four;\\ä", "d".getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> files = new LinkedHashMap<>();
        packed.forEach((path, bytes) -> files.put("/deflated/" + path, bytes));
        packed.forEach((path, bytes) -> files.put("/stored/" + path, bytes));
        Files.write(folder.resolve("deflated.zip"), Zips.deflated(packed));
        Files.write(folder.resolve("stored.ZIP"), Zips.stored(packed));
        return new TreeSample(tree(), files, "/deflated/many", Optional.empty());
    }

    @Test
    void archivesAreFoldersOfTheRoot() throws Exception {
        Files.writeString(folder.resolve("no.txt"), "no archive");
        assertEquals(List.of("deflated", "stored"), names("/"));
        write("more", Zips.deflated("a", TEXT));
        assertEquals(List.of("deflated", "more", "stored"), names("/"), "put there, it is there");
        Files.delete(folder.resolve("more.zip"));
        assertEquals(List.of("deflated", "stored"), names("/"));
    }

    @Test
    void filesThatAreNamedAreShownAlone() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.write(elsewhere.resolve("deflated.zip"), Zips.deflated("a", TEXT));
        ZipTree tree = new ZipTree(new Archives(
                List.of(folder.resolve("deflated.zip"), elsewhere.resolve("deflated.zip")), Optional.empty()));
        assertEquals(List.of("deflated", "deflated (2)"), names(tree, "/"));
        assertEquals(List.of("a"), names(tree, "/deflated (2)"));
    }

    @Test
    void aReplacedArchiveIsReadAgainAndHasOtherEtags() throws Exception {
        ZipTree tree = tree();
        write("x", Zips.deflated("a", TEXT));
        String before = stat(tree, "/x/a").etag().orElseThrow();
        Path fresh = Files.write(folder.resolve("fresh"), Zips.deflated("a", TEXT));
        Files.move(fresh, folder.resolve("x.zip"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertNotEquals(before, stat(tree, "/x/a").etag().orElseThrow());
        // of another size, as the file that is made for it may get the number of the one before and the same time
        write("x", Zips.deflated("bb", TEXT));
        assertEquals(List.of("bb"), names(tree, "/x"));
        assertEquals(Optional.empty(), tree.stat(new OwnersCall(), "/x/a"));
    }

    @Test
    void whatIsBeingReadWhenTheArchiveIsReplacedIsReadToItsEnd() throws Exception {
        byte[] noise = new byte[200_000];
        new Random(2).nextBytes(noise);
        write("x", Zips.deflated("a", noise));
        try (DavBody body = tree().open(new OwnersCall(), "/x/a", 0, -1)) {
            ByteBuffer read = ByteBuffer.allocate(noise.length);
            read.limit(1000);
            body.read(read);
            Path fresh = Files.write(folder.resolve("fresh"), Zips.deflated("a", TEXT));
            Files.move(fresh, folder.resolve("x.zip"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            read.limit(read.capacity());
            while (body.read(read) > 0) {
                assertTrue(read.position() <= noise.length);
            }
            assertArrayEquals(noise, read.array());
        }
        assertArrayEquals(TEXT, read("/x/a"));
    }

    @Test
    void namesThatLeadElsewhereAreLeftOutAndCounted() throws Exception {
        write("x", Zips.named("../../up", "/absolute", "a/../b", "a//b", "./c", "d\u0007", "good/name", "e\0f"));
        assertEquals(List.of("good"), names("/x"));
        assertArrayEquals("good/name".getBytes(StandardCharsets.UTF_8), read("/x/good/name"));
        assertProblem("x.zip is shown without 7 members");
    }

    @Test
    void ofMembersWithOnePathTheLastIsThere() throws Exception {
        byte[] zip = Zips.named("same", "SAME", "other");
        for (int header : new int[] {find(zip, "SAME", 0), find(zip, "SAME", find(zip, "SAME", 0) + 5)}) {
            System.arraycopy("same".getBytes(StandardCharsets.UTF_8), 0, zip, header, 4);
        }
        write("x", zip);
        assertEquals(List.of("other", "same"), names("/x"));
        assertProblem("x.zip is shown without 1 members");
    }

    @Test
    void whereAFileAndAFolderShareAPathTheFolderIsThere() throws Exception {
        write("x", Zips.named("a", "a/b", "c/d", "c"));
        assertEquals(List.of("a", "c"), names("/x"));
        assertEquals(List.of("b"), names("/x/a"));
        assertEquals(List.of("d"), names("/x/c"));
        assertProblem("x.zip is shown without 2 members");
    }

    @Test
    void foldersMayBeMembersOfTheirOwn() throws Exception {
        write("x", Zips.named("a/", "a/b/", "a/b/c"));
        assertTrue(stat(tree(), "/x/a").collection());
        assertEquals(List.of("c"), names("/x/a/b"));
        assertEquals(List.of(), new Archives(List.of(), Optional.of(folder)).problems());
    }

    @Test
    void anEncryptedMemberIsListedAndSaysWhyItDoesNotOpen() throws Exception {
        byte[] zip = Zips.deflated("secret", TEXT);
        int entry = Zips.directoryEntry(zip, 0);
        zip[entry + 8] |= 1;
        write("x", zip);
        assertEquals(OptionalLong.of(TEXT.length), stat(tree(), "/x/secret").sizeBytes());
        DavException refused = assertThrows(DavException.class, () -> read("/x/secret"));
        assertEquals(DavException.Status.FORBIDDEN, refused.status());
        assertTrue(refused.getMessage().contains("encrypted"));
    }

    @Test
    void anUnknownMethodSaysSo() throws Exception {
        byte[] zip = Zips.deflated("a", TEXT);
        zip[Zips.directoryEntry(zip, 0) + 10] = 93;
        write("x", zip);
        assertTrue(assertThrows(DavException.class, () -> read("/x/a"))
                .getMessage()
                .contains("method 93"));
    }

    @Test
    void whatHasMoreThanItSaysEndsWhereItSays() throws Exception {
        byte[] zip = Zips.deflated("bomb", new byte[10_000_000]);
        Zips.edit(zip).putInt(Zips.directoryEntry(zip, 0) + 24, 1000);
        write("x", zip);
        assertEquals(OptionalLong.of(1000), stat(tree(), "/x/bomb").sizeBytes());
        assertThrows(IOException.class, () -> read("/x/bomb"), "the checksum is that of more");
        assertArrayEquals(new byte[999], read("/x/bomb", 0, 999));
    }

    @Test
    void whatHasLessThanItSaysBreaks() throws Exception {
        for (byte[] zip : List.of(Zips.deflated("a", TEXT), Zips.stored("a", TEXT))) {
            Zips.edit(zip).putInt(Zips.directoryEntry(zip, 0) + 24, 1000);
            write("x", zip);
            assertThrows(IOException.class, () -> read("/x/a"));
            assertThrows(IOException.class, () -> read("/x/a", 500, -1));
        }
    }

    @Test
    void damagedBytesBreakBeforeTheEnd() throws Exception {
        byte[] zip = Zips.stored("a", TEXT);
        zip[find(zip, "packed", 0)] ^= 1;
        write("x", zip);
        assertTrue(
                assertThrows(IOException.class, () -> read("/x/a")).getMessage().contains("checksum"));
        byte[] deflated = Zips.deflated("a", TEXT);
        deflated[31 + 3] ^= 0x55;
        write("x", deflated);
        assertThrows(IOException.class, () -> read("/x/a"));
    }

    @Test
    void aDirectoryThatPointsElsewhereIsRefused() throws Exception {
        byte[] zip = Zips.deflated("a", TEXT);
        Zips.edit(zip).putInt(Zips.directoryEntry(zip, 0) + 42, 7);
        write("x", zip);
        assertThrows(IOException.class, () -> read("/x/a"));
        Zips.edit(zip).putInt(Zips.directoryEntry(zip, 0) + 42, 1_000_000);
        write("x", zip);
        assertProblem("x.zip has a damaged directory");
        assertEquals(List.of("deflated", "stored"), names("/"));
    }

    @Test
    void anArchiveThatIsCutOffIsNotShownButNamed() throws Exception {
        byte[] whole = Zips.deflated("a", TEXT);
        for (int length : new int[] {0, 1, 21, 22, whole.length / 2, whole.length - 1}) {
            write("cut", java.util.Arrays.copyOf(whole, length));
            assertEquals(List.of("deflated", "stored"), names("/"));
            assertProblem("cut.zip is cut off, or no zip file; copy it again");
        }
        write("cut", whole);
        assertArrayEquals(TEXT, read("/cut/a"));
        assertEquals(List.of(), new Archives(List.of(), Optional.of(folder)).problems());
    }

    @Test
    void aFileThatIsMissingIsNamed() throws Exception {
        Archives archives = new Archives(List.of(folder.resolve("gone.zip")), Optional.empty());
        assertEquals(
                List.of("gone.zip is not there; copy it there, or take it out of the configuration"),
                archives.problems());
        assertEquals(List.of(), names(new ZipTree(archives), "/"));
    }

    @Test
    void tooManyMembersAreRefusedBeforeTheyAreRead() throws Exception {
        byte[] zip = Zips.deflated("a", TEXT);
        ByteBuffer end = Zips.edit(zip);
        int at = zip.length - 22;
        byte[] many = java.util.Arrays.copyOf(zip, zip.length + 76);
        ByteBuffer edit = Zips.edit(many);
        // In zip64, which alone can count so far.
        edit.position(at);
        edit.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        edit.putLong(200_000).putLong(200_000).putLong(end.getInt(at + 12)).putLong(end.getInt(at + 16));
        edit.putInt(0x07064b50).putInt(0).putLong(at).putInt(1);
        edit.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 0);
        write("x", many);
        assertProblem("x.zip has too many members");
        edit.putLong(at + 24, 1).putLong(at + 32, 1);
        write("x", many);
        assertArrayEquals(TEXT, read("/x/a"), "the same with a count that is right: zip64 is read");
    }

    @Test
    void anArchiveBehindAProgramIsRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("#!/bin/sh\nexec unzip $0\n".getBytes(StandardCharsets.UTF_8));
        bytes.write(Zips.deflated("a", TEXT));
        write("x", bytes.toByteArray());
        assertArrayEquals(TEXT, read("/x/a"));
    }

    @Test
    void deepNamesAreLeftOut() throws Exception {
        write("x", Zips.named("a/".repeat(Members.MAX_DEPTH) + "a", "a/".repeat(Members.MAX_DEPTH - 1) + "b"));
        assertProblem("x.zip is shown without 1 members");
    }

    @Test
    void whoeverWaitsNoLongerStopsTheUnpacking() throws Exception {
        write("x", Zips.deflated("a", new byte[1_000_000]));
        OwnersCall call = new OwnersCall();
        call.cancel();
        assertThrows(
                IOException.class, () -> tree().open(call, "/x/a", 999_999, -1).close());
    }

    @Test
    void moreArchivesThanAreShownAreNamed() throws Exception {
        for (int i = 0; i < Archives.MAX_ARCHIVES; i++) {
            write("n" + i, Zips.deflated("a", TEXT));
        }
        assertEquals(Archives.MAX_ARCHIVES, names("/").size());
        assertProblem("there are more than 100 archives");
    }

    @Test
    void typesAreGuessedFromNames() throws Exception {
        assertEquals("text/plain", stat(tree(), "/deflated/many/one.txt").type());
        assertEquals(
                "application/octet-stream", stat(tree(), "/deflated/many/two").type());
    }

    @Test
    void nothingIsWritable() throws Exception {
        assertFalse(stat(tree(), "/").writable());
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name + ".zip");
        Files.deleteIfExists(file);
        Files.write(file, bytes);
    }

    private void assertProblem(String beginning) throws IOException {
        List<String> problems = new Archives(List.of(), Optional.of(folder)).problems();
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith(beginning), problems.get(0));
    }

    private static Entry stat(ZipTree tree, String path) throws IOException {
        return tree.stat(new OwnersCall(), path).orElseThrow(() -> new AssertionError(path + " is there"));
    }

    private List<String> names(String path) throws Exception {
        return names(tree(), path);
    }

    private static List<String> names(ZipTree tree, String path) throws Exception {
        return tree.children(new OwnersCall(), path, "", 1000).entries().stream()
                .map(Entry::name)
                .toList();
    }

    private byte[] read(String path) throws DavException, IOException {
        return read(path, 0, -1);
    }

    private byte[] read(String path, long offset, long length) throws DavException, IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(512);
        try (DavBody body = tree().open(new OwnersCall(), path, offset, length)) {
            while (body.read(buffer) >= 0) {
                all.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
        return all.toByteArray();
    }

    private static int find(byte[] in, String what, int from) {
        return new String(in, StandardCharsets.ISO_8859_1).indexOf(what, from);
    }
}
