package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.dav.DavException;
import org.myrmex.testkit.dav.MemoryTree;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;

/** COPY of a folder from a tree where not all goes well to a real share, over a real server. */
@Timeout(60)
class CopyOverHttpTest {
    private static final String TO = "/dav/shares/s/d";
    private static final int FILES = 8;

    @TempDir
    Path share;

    private final AtomicInteger opened = new AtomicInteger();
    private final Semaphore waiting = new Semaphore(0);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private DavServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        ListedShares shares = new ListedShares();
        shares.add("s", share);
        MemoryTree memory = new MemoryTree().with("/m/sub/deep", new byte[] {9}).with("/unseen", new byte[] {1});
        for (int i = 0; i < FILES; i++) {
            memory.with("/m/" + i, new byte[] {1});
        }
        server = new DavServer(Map.of(
                "shares",
                new SharesTree(shares, OwnFolders.of(Optional.empty())),
                "whole",
                new WatchedTree(memory, path -> {}),
                "bad",
                new WatchedTree(memory, path -> refuse(path, DavException.Status.FORBIDDEN)),
                "full",
                new WatchedTree(memory, path -> refuse(path, DavException.Status.NO_SPACE)),
                "slow",
                new WatchedTree(memory, path -> await())));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void refuse(String path, DavException.Status status) throws DavException {
        opened.incrementAndGet();
        if (path.equals("/m/3")) {
            throw new DavException(status, "not this one");
        }
    }

    private void await() throws IOException {
        opened.incrementAndGet();
        waiting.release();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Answer copy(String from) throws IOException {
        return client.send("COPY", from, "", "Destination: " + TO);
    }

    private List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatCannotBeCopiedWholeReplacesNothing() throws IOException {
        Files.writeString(Files.createDirectory(share.resolve("d")).resolve("old"), "old");
        Answer answer = copy("/dav/bad/m");
        assertEquals(207, answer.status());
        assertTrue(answer.text().contains("<D:href>" + TO + "/3</D:href><D:status>HTTP/1.1 403"), answer.text());
        assertTrue(answer.text().contains("<D:href>" + TO + "/</D:href><D:status>HTTP/1.1 424"), answer.text());
        assertEquals(List.of("old"), names(share.resolve("d")));
        assertEquals(List.of("d"), names(share));
    }

    @Test
    void whereNothingWasAllThatCanBeCopiedIs() throws IOException {
        Answer answer = copy("/dav/bad/m");
        assertEquals(207, answer.status());
        assertFalse(answer.text().contains(" 424 "), answer.text());
        assertEquals(List.of("0", "1", "2", "4", "5", "6", "7", "sub"), names(share.resolve("d")));
        assertEquals(List.of("deep"), names(share.resolve("d/sub")));
    }

    @Test
    void aFullDiskEndsItAndLeavesNothing() throws IOException {
        Answer answer = copy("/dav/full/m");
        assertEquals(507, answer.status());
        assertTrue(answer.text().contains("<D:sufficient-disk-space/>"), answer.text());
        assertEquals(List.of(), names(share));
        assertEquals(4, opened.get(), "nothing is tried behind the one that did not fit");
    }

    @Test
    void whatTheCallerMayNotSeeIsNotThereForHim() throws IOException {
        assertEquals(201, copy("/dav/whole").status());
        assertEquals(List.of("m"), names(share.resolve("d")));
        String listing = client.send("PROPFIND", "/dav/whole/", "", "Depth: 1").text();
        assertTrue(listing.contains("/dav/whole/m/<") && !listing.contains("unseen"), listing);
    }

    @Test
    void itEndsWithItsClient() throws Exception {
        Socket socket = client.open(client.head("COPY", "/dav/slow/m", "Destination: " + TO), new byte[0]);
        waiting.acquire();
        socket.close();
        goOn.countDown();
        while (!names(share).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertTrue(opened.get() < FILES, opened + " files were opened");
    }

    @Test
    void fewGoOnAtATime() throws Exception {
        List<Socket> going = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            going.add(client.open(client.head("COPY", "/dav/slow/m", "Destination: " + TO + i), new byte[0]));
        }
        waiting.acquire(going.size());
        assertEquals(503, copy("/dav/whole/m").status());
        assertEquals(201, copy("/dav/whole/m/1").status(), "a file is no walk");
        goOn.countDown();
        for (Socket socket : going) {
            assertEquals(201, Answer.of(socket.getInputStream().readAllBytes()).status());
            socket.close();
        }
    }
}
