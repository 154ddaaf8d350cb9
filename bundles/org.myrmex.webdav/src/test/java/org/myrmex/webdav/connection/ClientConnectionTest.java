package org.myrmex.webdav.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.TlsKeys;
import org.myrmex.webdav.methods.Beside;

/** Clients that go, and clients that only wait, at a real server. */
@Timeout(60)
class ClientConnectionTest {
    private static final int LIMIT_MILLIS = 30_000;
    /** Looks of the tree that a client which is there lives through. */
    private static final long SOME_MILLIS = 300;

    @TempDir
    static Path folder;

    private static TlsKeys keys;

    private final SilentTree tree = new SilentTree();
    private DavServer server;
    private Way way = Way.PLAIN;

    private enum Way {
        PLAIN,
        TLS
    }

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TlsKeys.make(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(Way by) {
        way = by;
        server = new DavServer(
                Map.of("silent", tree),
                Beside.inMemory(),
                by == Way.TLS ? Optional.of(keys.store()) : Optional.empty());
    }

    private Socket ask(String method, String path, String body) throws Exception {
        Socket socket = way == Way.TLS
                ? keys.connect(server.port())
                : new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.getOutputStream().write(request(method, path, body));
        return socket;
    }

    private byte[] request(String method, String path, String body) {
        return (method + " /dav/silent" + path + " HTTP/1.1\r\nHost: localhost\r\nDepth: 0\r\n"
                        + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Somebody who has asked and is there, for whom nothing comes. */
    private void onlyWaits(Socket socket) throws InterruptedException {
        assertTrue(within(tree.asked));
        assertFalse(tree.cancelled.await(SOME_MILLIS, TimeUnit.MILLISECONDS), "it only waits");
        assertFalse(socket.isClosed());
    }

    private static boolean within(java.util.concurrent.CountDownLatch latch) throws InterruptedException {
        return latch.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void whoClosesIsNoticedWhileTheSourceIsSilent(Way by) throws Exception {
        start(by);
        try (Socket socket = ask("GET", "/file", "")) {
            onlyWaits(socket);
        }
        assertTrue(within(tree.cancelled));
        assertTrue(within(tree.closed));
        assertEquals(0, server.thrown());
    }

    @ParameterizedTest
    @EnumSource
    void whoClosesInTheMiddleIsNoticed(Way by) throws Exception {
        start(by);
        try (Socket socket = ask("GET", "/file", "")) {
            tree.said.add(new byte[1_000]);
            head(socket.getInputStream());
            assertEquals(1_000, socket.getInputStream().readNBytes(1_000).length);
        }
        assertTrue(within(tree.cancelled));
    }

    @ParameterizedTest
    @EnumSource
    void whoResetsIsNoticed(Way by) throws Exception {
        start(by);
        try (Socket socket = ask("GET", "/file", "")) {
            assertTrue(within(tree.asked));
            socket.setSoLinger(true, 0);
        }
        assertTrue(within(tree.cancelled));
    }

    @ParameterizedTest
    @EnumSource
    void whoSentABodyIsNoticedOnceItWasRead(Way by) throws Exception {
        start(by);
        try (Socket socket = ask("PROPFIND", "/slow", "<propfind xmlns='DAV:'><allprop/></propfind>")) {
            onlyWaits(socket);
        }
        assertTrue(within(tree.cancelled));
    }

    /** It means nothing, but is there (RFC 9110, 9.3.1). */
    @ParameterizedTest
    @EnumSource
    void whoAsksForAFileWithABodyIsNoticed(Way by) throws Exception {
        start(by);
        try (Socket socket = ask("GET", "/file", "what for?")) {
            onlyWaits(socket);
        }
        assertTrue(within(tree.cancelled));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheSourceGivesIsThereBeforeItGivesMore(Way by) throws Exception {
        start(by);
        try (Socket socket = ask("GET", "/file", "")) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            tree.said.add(bytes(1, 10));
            assertStarts("HTTP/1.1 200", head(in));
            assertArrayEquals(bytes(1, 10), in.readNBytes(10));
            tree.said.add(bytes(2, 10));
            assertArrayEquals(bytes(2, 10), in.readNBytes(10));
            tree.said.add(bytes(3, 60_000));
            tree.said.add(bytes(4, SilentTree.SIZE - 60_020));
            assertArrayEquals(bytes(3, 60_000), in.readNBytes(60_000));
            assertEquals(SilentTree.SIZE - 60_020, in.readNBytes(SilentTree.SIZE - 60_020).length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsThatFollowBeforeTheAnswerAreAnsweredInTurn(Way by) throws Exception {
        start(by);
        try (Socket socket = ask("GET", "/file", "")) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            assertTrue(within(tree.asked));
            socket.getOutputStream().write(request("OPTIONS", "/file", ""));
            assertFalse(tree.cancelled.await(SOME_MILLIS, TimeUnit.MILLISECONDS));
            socket.getOutputStream().write(request("HEAD", "/file", ""));
            assertFalse(tree.cancelled.await(SOME_MILLIS, TimeUnit.MILLISECONDS));
            tree.said.add(bytes(1, 60_000));
            tree.said.add(bytes(2, SilentTree.SIZE - 60_000));
            assertStarts("HTTP/1.1 200", head(in));
            assertEquals(SilentTree.SIZE, in.readNBytes(SilentTree.SIZE).length);
            assertTrue(head(in).contains("Allow:"));
            assertTrue(head(in).contains("Content-Length: " + SilentTree.SIZE));
            // and it is still good for one more
            socket.getOutputStream().write(request("OPTIONS", "/file", ""));
            assertTrue(head(in).contains("Allow:"));
        }
    }

    private static byte[] bytes(int value, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static void assertStarts(String start, String text) {
        assertTrue(text.startsWith(start), text);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertTrue(next >= 0, head.toString());
            head.append((char) next);
        }
        return head.toString();
    }
}
