package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.webdav.fakes.Answer;

/** What goes from one place to another, and folders. */
class MovingOverHttpTest extends SharesOverHttp {
    @Test
    void aFolderGoesWithItsLinksAndNotWithWhatTheyLeadTo() throws IOException {
        Path inner = Files.createDirectories(share.resolve("d/e"));
        Files.createSymbolicLink(inner.resolve("out"), outside);
        assertEquals(204, client.send("DELETE", SHARE + "/d/").status());
        assertFalse(Files.exists(share.resolve("d")));
        assertTrue(Files.exists(outside.resolve("secret")));
    }

    @Test
    void collectionsAreMadeOnce() throws IOException {
        assertEquals(201, client.send("MKCOL", SHARE + "/d/").status());
        assertEquals(405, client.send("MKCOL", SHARE + "/d/").status());
        assertEquals(405, client.send("MKCOL", SHARE + "/a.txt").status());
        assertEquals(412, client.send("MKCOL", SHARE + "/f", "", "If-Match: *").status());
        assertEquals(409, client.send("MKCOL", SHARE + "/no/d").status());
        assertEquals(415, client.send("MKCOL", SHARE + "/e", "<x/>").status());
        assertEquals(405, client.send("PUT", SHARE + "/d", "x").status());
        assertEquals(409, client.send("PUT", SHARE + "/no/f", "x").status());
        Answer breakfast = client.send("MKBREAKFAST", SHARE + "/a.txt");
        assertEquals(405, breakfast.status());
        assertEquals(Optional.of(Options.READ_WRITE), breakfast.header("Allow"));
    }

    @Test
    void copiesGoFromTreeToTreeAndMovesDoNot() throws IOException {
        assertEquals(
                201,
                client.send("COPY", "/dav/memory/m/", "", "Destination: " + SHARE + "/m/")
                        .status());
        assertArrayEquals(new byte[] {3}, Files.readAllBytes(share.resolve("m/two/three")));
        assertEquals(
                412,
                client.send("COPY", "/dav/memory/m/", "", "Destination: " + SHARE + "/m/", "Overwrite: F")
                        .status());
        assertEquals(
                204,
                client.send("COPY", "/dav/memory/m/", "", "Destination: " + SHARE + "/m/", "Depth: 0")
                        .status());
        assertFalse(Files.exists(share.resolve("m/two")));
        assertEquals(
                502,
                client.send("MOVE", "/dav/memory/m/", "", "Destination: " + SHARE + "/n/")
                        .status());
        assertEquals(
                403,
                client.send("COPY", SHARE + "/a.txt", "", "Destination: /dav/locked/a")
                        .status());
        assertEquals(403, client.send("GET", "/dav/locked/a").status());
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example/dav/shares/s/x, 502",
        "https://127.0.0.1/dav/shares/s/x, 502",
        "http://127.0.0.1:1/dav/shares/s/x, 502",
        "/elsewhere, 502",
        "/davx/a, 502",
        "'', 400",
        "relative, 400",
        "//evil.example/dav/x, 400",
        "http://user@127.0.0.1/dav/x, 400",
        "/dav/shares/s/x?q, 400",
        "/dav/shares/s/x#f, 400",
        "/dav/shares/s/../../../x, 400",
        "/dav/shares/s/%2e%2e/x, 400",
        "/dav/shares/s/a%2fb, 400",
        "/dav/shares/s/..\\..\\x, 400",
        "/dav/shares/s/a.txt, 403",
        "/dav/shares/s, 403",
        "/dav/shares/s/no/x, 409",
    })
    void aDestinationIsAPlaceHereOrRefused(String destination, int status) throws IOException {
        for (String method : List.of("COPY", "MOVE")) {
            assertEquals(
                    status,
                    client.send(method, SHARE + "/a.txt", "", "Destination: " + destination)
                            .status());
        }
        assertEquals(List.of("a.txt", "home"), names());
        assertEquals(
                400,
                client.send("COPY", SHARE + "/a.txt", "", "Destination: /dav/shares/s/y", "Overwrite: maybe")
                        .status());
        assertEquals(400, client.send("COPY", SHARE + "/a.txt", "").status());
    }

    @Test
    void aMoveReplacesAFolderWhole() throws IOException {
        Files.writeString(Files.createDirectories(share.resolve("d/e")).resolve("f"), "old");
        Files.writeString(Files.createDirectories(share.resolve("n")).resolve("g"), "new");
        String destination = "Destination: " + server.url() + "/shares/s/d/";
        assertEquals(
                412,
                client.send("MOVE", SHARE + "/n/", "", destination, "Overwrite: F")
                        .status());
        assertEquals(204, client.send("MOVE", SHARE + "/n/", "", destination).status());
        assertFalse(Files.exists(share.resolve("d/e")));
        assertEquals("new", Files.readString(share.resolve("d/g")));
        assertEquals(List.of("a.txt", "d", "home"), names());
    }

    @Test
    void copiesAndMovesAskForTheTimeToo() throws IOException {
        for (String method : List.of("COPY", "MOVE")) {
            String old = "If-Unmodified-Since: Fri, 01 Jan 2010 00:00:00 GMT";
            assertEquals(
                    412,
                    client.send(method, SHARE + "/a.txt", "", "Destination: " + SHARE + "/b", old)
                            .status());
        }
        assertEquals(List.of("a.txt", "home"), names());
    }

    @Test
    void whatHasTwoNamesIsNotCopiedOverItself() throws IOException {
        Path inner = Files.createDirectories(share.resolve("inner/d"));
        Files.writeString(inner.resolve("f"), "kept");
        shares.add("inner", share.resolve("inner"));
        for (String method : List.of("COPY", "MOVE")) {
            assertEquals(
                    403,
                    client.send(method, SHARE + "/inner/d/", "", "Destination: /dav/shares/inner/d/")
                            .status());
            assertEquals("kept", Files.readString(inner.resolve("f")));
            assertEquals(
                    403,
                    client.send(method, SHARE + "/inner/d/", "", "Destination: /dav/shares/inner/d/e/")
                            .status());
        }
        assertFalse(Files.exists(inner.resolve("e")));
        assertEquals(
                201,
                client.send("COPY", SHARE + "/a.txt", "", "Destination: /dav/shares/inner/a.txt")
                        .status());
    }

    @Test
    void nothingIsClearedForWhatCannotBeRead() throws IOException {
        Files.writeString(Files.createDirectory(share.resolve("d")).resolve("f"), "kept");
        server.mounts().add("gone", new SparseTree(true));
        assertEquals(
                404,
                client.send("COPY", "/dav/gone/file", "", "Destination: " + SHARE + "/d")
                        .status());
        assertEquals("kept", Files.readString(share.resolve("d/f")));
    }

    @Test
    void aCopyWhoseSourceBreaksLeavesTheOldFile() throws IOException {
        server.mounts().add("broken", new BrokenTree(1 << 20, 300_000, true));
        Answer answer = client.send("COPY", "/dav/broken/file", "", "Destination: " + SHARE + "/a.txt");
        assertEquals(503, answer.status());
        assertTrue(answer.header("Retry-After").isPresent());
        assertEquals(TEXT, Files.readString(share.resolve("a.txt")));
        assertEquals(List.of("a.txt", "home"), names());
    }

    @Test
    void replacingAFolderNeedsLeaveToDeleteIt() throws IOException {
        Files.writeString(Files.createDirectory(share.resolve("undeletable")).resolve("f"), "kept");
        Files.createDirectory(share.resolve("d"));
        for (String method : List.of("COPY", "MOVE")) {
            assertEquals(
                    403,
                    client.send(method, SHARE + "/d/", "", "Destination: " + SHARE + "/undeletable/")
                            .status());
        }
        assertEquals("kept", Files.readString(share.resolve("undeletable/f")));
    }
}
