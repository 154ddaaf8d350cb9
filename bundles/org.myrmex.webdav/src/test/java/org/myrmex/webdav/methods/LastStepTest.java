package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.access.Caller;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.testkit.dav.BytesBody;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.fakes.Waits;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;

/** What happens while the bytes of a file come, between the last of them and its place, and before the file of a lock goes. */
class LastStepTest {
    private static final String SHARE = "/dav/shares/s";
    private static final String BOB = DavServer.GUEST + ": bob";
    private static final String LOCK_BODY = "<D:lockinfo xmlns:D=\"DAV:\"><D:lockscope><D:exclusive/></D:lockscope>"
            + "<D:locktype><D:write/></D:locktype></D:lockinfo>";

    @TempDir
    Path folder;

    private Path share;
    private DavTree tree;
    private DavServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        share = Files.createDirectory(folder.resolve("share"));
        Files.writeString(share.resolve("a"), "a");
        Files.writeString(share.resolve("b"), "b");
        Files.writeString(Files.createDirectories(share.resolve("d/e")).resolve("f"), "old");
        ListedShares shares = new ListedShares();
        shares.add("s", share);
        tree = new SharesTree(shares, OwnFolders.of(Optional.empty()));
        serve(tree);
    }

    private void serve(DavTree served) {
        server = new DavServer(Map.of("shares", served));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer lock(String path) {
        try {
            return client.send("LOCK", SHARE + path, LOCK_BODY, "Depth: infinity", BOB);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What comes of an upload if something happens when half of it is there. */
    private Answer meanwhile(String path, Meanwhile meanwhile) throws IOException {
        byte[] half = "half".getBytes(StandardCharsets.UTF_8);
        try (Socket socket = client.open(client.head("PUT", SHARE + path, "Content-Length: 8"), half)) {
            meanwhile.happens();
            socket.getOutputStream().write(half);
            return Answer.of(socket.getInputStream().readAllBytes());
        }
    }

    private interface Meanwhile {
        void happens() throws IOException;
    }

    /** The upload has begun when what it is written into is there. */
    private void awaitUpload(Path in) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (own(in).isEmpty()) {
            assertTrue(System.nanoTime() < until, "no upload begins");
            Thread.onSpinWait();
        }
    }

    private static List<String> own(Path in) throws IOException {
        List<String> own = new ArrayList<>();
        try (var names = Files.newDirectoryStream(in, ".myrmex-*")) {
            names.forEach(name -> own.add(name.getFileName().toString()));
        }
        return own;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUploadDoesNotFollowItsFolder(boolean another) throws IOException {
        Answer answer = meanwhile("/d/e/new", () -> {
            awaitUpload(share.resolve("d/e"));
            assertEquals(
                    201,
                    client.send("MOVE", SHARE + "/d", "", "Destination: " + SHARE + "/moved")
                            .status());
            if (another) {
                Files.createDirectories(share.resolve("d/e"));
            }
        });
        assertEquals(409, answer.status(), answer.text());
        assertFalse(Files.exists(share.resolve("moved/e/new")) || Files.exists(share.resolve("d/e/new")));
        assertEquals(List.of(), own(share.resolve("moved/e")), "nothing is left of it");
    }

    @Test
    void anUploadPassesNoLockOfWhereItsFolderWent() throws IOException {
        Answer answer = meanwhile("/d/e/f", () -> {
            awaitUpload(share.resolve("d/e"));
            assertEquals(
                    201,
                    client.send("MOVE", SHARE + "/d", "", "Destination: " + SHARE + "/moved")
                            .status());
            assertEquals(200, lock("/moved").status());
        });
        assertEquals(409, answer.status(), answer.text());
        assertEquals("old", Files.readString(share.resolve("moved/e/f")));
    }

    @ParameterizedTest
    @CsvSource({"PUT, /b, /b", "PUT, /new, /new", "COPY, /a, /b", "COPY, /a, /new", "MKCOL, /new, /new"})
    void nobodyGetsALockBetweenTheLastByteAndTheFile(String method, String path, String to) throws Exception {
        server.close();
        List<CompletableFuture<Answer>> locks = new ArrayList<>();
        List<Boolean> waited = new ArrayList<>();
        serve(new LastMomentTree(tree, () -> {
            if (locks.isEmpty()) {
                CompletableFuture<Answer> lock = CompletableFuture.supplyAsync(() -> lock(to));
                locks.add(lock);
                waited.add(Waits.forATurn(lock));
            }
        }));
        Answer answer =
                client.send(method, SHARE + path, method.equals("PUT") ? "x" : "", "Destination: " + SHARE + to);
        assertTrue(answer.status() / 100 == 2, answer.head());
        assertEquals(List.of(true), waited);
        assertEquals(200, locks.get(0).get(20, TimeUnit.SECONDS).status(), "then it is his");
    }

    /** As a tree of a plugin may be: what is empty need not be read. */
    @ParameterizedTest
    @CsvSource({"PUT, /b, /b", "PUT, /new, /new", "COPY, /empty, /b", "COPY, /empty, /new"})
    void whatIsEmptyHasItsTurnThoughNobodyReadsIt(String method, String path, String to) throws Exception {
        Files.createFile(share.resolve("empty"));
        server.close();
        List<CompletableFuture<Answer>> locks = new ArrayList<>();
        List<Boolean> waited = new ArrayList<>();
        serve((DavTree) Proxy.newProxyInstance(
                DavTree.class.getClassLoader(), new Class<?>[] {DavTree.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals("put") && locks.isEmpty()) {
                        CompletableFuture<Answer> lock = CompletableFuture.supplyAsync(() -> lock(to));
                        locks.add(lock);
                        waited.add(Waits.forATurn(lock));
                        arguments[3] = BytesBody.of(new byte[0]);
                    }
                    try {
                        return called.invoke(tree, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
        Answer answer = client.send(method, SHARE + path, "", "Destination: " + SHARE + to);
        assertTrue(answer.status() / 100 == 2, answer.head());
        assertEquals(List.of(true), waited);
        assertEquals(200, locks.get(0).get(20, TimeUnit.SECONDS).status(), "then it is his");
    }

    @Test
    void theFileOfALockThatIsOverIsTakenFromNobodyWhoLocksItNow() throws Exception {
        server.close();
        List<CompletableFuture<Answer>> locks = new ArrayList<>();
        List<Boolean> waited = new ArrayList<>();
        serve(new CutTree(tree, where -> {
            if (where.equals("before a removal")) {
                CompletableFuture<Answer> lock = CompletableFuture.supplyAsync(() -> lock("/new"));
                locks.add(lock);
                waited.add(Waits.forATurn(lock));
            }
        }));
        assertEquals(201, lock("/new").status());
        server.advance(Duration.ofHours(2));
        assertEquals(200, client.send("GET", SHARE + "/a", "").status(), "whoever comes next");
        assertEquals(List.of(true), waited);
        assertEquals(201, locks.get(0).get(20, TimeUnit.SECONDS).status(), "it is a new file");
        assertTrue(Files.exists(share.resolve("new")), "and is there as long as its lock");
    }

    /** As if the properties had been set when the copy was there: what was answered is not taken back. */
    @Test
    void whatIsSetWhileAFileIsCopiedOverItIsNotLost() throws IOException {
        String patch = "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><x xmlns=\"u:\">set</x></D:prop></D:set>"
                + "</D:propertyupdate>";
        for (String to : List.of("/b", "/new")) {
            server.close();
            List<Integer> patched = new ArrayList<>();
            serve(new CutTree(tree, where -> {
                if (where.equals("before a put") && patched.isEmpty()) {
                    patched.add(0);
                    client.send("PUT", SHARE + to, "by another one");
                    patched.add(client.send("PROPPATCH", SHARE + to, patch).status());
                }
            }));
            assertEquals(
                    to.equals("/b") ? 204 : 201,
                    client.send("COPY", SHARE + "/a", "", "Destination: " + SHARE + to)
                            .status());
            assertEquals(List.of(0, 207), patched);
            assertEquals("a", Files.readString(share.resolve(to.substring(1))));
            String properties =
                    client.send("PROPFIND", SHARE + to, "", "Depth: 0").text();
            assertTrue(properties.contains(">set</x>"), properties);
        }
    }

    @Test
    void whatWasBuiltInVainIsRemovedByTheFacadeItself() throws IOException {
        server.close();
        List<Caller> removed = new ArrayList<>();
        serve((DavTree) Proxy.newProxyInstance(
                DavTree.class.getClassLoader(), new Class<?>[] {DavTree.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("move")) {
                        throw new DavException(DavException.Status.BUSY, "not now");
                    }
                    if (method.getName().equals("delete")) {
                        removed.add(((Call) arguments[0]).caller());
                    }
                    try {
                        return method.invoke(tree, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
        Answer answer = client.send("COPY", SHARE + "/d", "", "Destination: " + SHARE + "/new", BOB);
        assertEquals(503, answer.status(), answer.text());
        assertEquals(List.of(Caller.OWNER), removed, "bob may have gone by now");
        assertEquals(List.of(), own(share));
    }

    @Test
    void aCopyOfOneFilePassesNoLockThatCameMeanwhile() throws IOException {
        server.close();
        List<Answer> locked = new ArrayList<>();
        serve(new CutTree(tree, where -> {
            if (where.equals("before a put") && locked.isEmpty()) {
                locked.add(lock("/b"));
            }
        }));
        Answer answer = client.send("COPY", SHARE + "/a", "", "Destination: " + SHARE + "/b");
        assertEquals(200, locked.get(0).status(), locked.get(0).text());
        assertEquals(423, answer.status(), answer.text());
        assertTrue(answer.text().contains("lock-token-submitted"), answer.text());
        assertEquals("b", Files.readString(share.resolve("b")));
    }
}
