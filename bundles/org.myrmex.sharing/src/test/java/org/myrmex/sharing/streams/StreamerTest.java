package org.myrmex.sharing.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.SeekableSource;
import org.myrmex.sharing.fakes.FakeNetwork;
import org.myrmex.sharing.fakes.SharingPeer;
import org.myrmex.sharing.merkle.Tree;
import org.myrmex.sharing.shares.FileHashing;
import org.myrmex.testkit.plugin.ThreadTasks;

/** The blocking side, on real threads. */
@Timeout(60)
class StreamerTest {
    private static final int BLOCK = ContentId.BLOCK_BYTES;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private final ThreadTasks threads = new ThreadTasks();
    private final FakeNetwork network = new FakeNetwork(threads);
    private final List<SharingPeer> peers = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (SharingPeer peer : peers) {
            peer.streams().close();
            peer.index().close();
        }
        threads.close();
    }

    @Test
    void eightMebibytesAreReadWhileChannelsDie() throws IOException {
        SharingPeer giver = peer("giver");
        SharingPeer second = peer("second");
        byte[] file = giver.share("file.bin", 8 << 20, 1);
        second.share("file.bin", 8 << 20, 1);
        AtomicInteger messages = new AtomicInteger();
        giver.peer().tamper(message -> {
            if (messages.incrementAndGet() % 200 == 0) {
                threads.pool("killer", 1).execute(() -> network.open().forEach(network::cut));
            }
            return message;
        });
        try (Streamer streams = new Streamer(peer("asker").streams());
                SeekableSource source = streams.open(link(giver), PATIENCE)) {
            assertEquals(file.length, source.sizeBytes());
            assertArrayEquals(file, all(source, 0, file.length));
            assertEquals(-1, source.read(file.length, ByteBuffer.allocate(1)));
            assertArrayEquals(Arrays.copyOfRange(file, 5, 50), all(source, 5, 45));
        }
    }

    @Test
    void ownFilesAreReadFromTheirFolderAndNobodyIsAsked() throws IOException {
        SharingPeer peer = peer("giver");
        byte[] file = peer.share("file.bin", 3 * BLOCK + 1, 1);
        Streamer streams = new Streamer(peer.streams());
        try (SeekableSource source = streams.open(hashedLink(peer), PATIENCE)) {
            assertEquals(file.length, source.sizeBytes());
            assertArrayEquals(Arrays.copyOfRange(file, 20_000, 40_000), all(source, 20_000, 20_000));
            assertEquals(1, source.read(file.length - 1L, ByteBuffer.allocate(100)));
            assertEquals(-1, source.read(file.length, ByteBuffer.allocate(100)));
            assertEquals(0, network.queries());
        }
        assertEquals(0, peer.streams().size());
        streams.close();
    }

    @Test
    void anOwnFileThatHasChangedIsTakenFromOthers() throws IOException {
        SharingPeer peer = peer("peer");
        byte[] file = peer.share("file.bin", 3 * BLOCK + 1, 1);
        ContentLink link = hashedLink(peer);
        SharingPeer other = peer("other");
        other.share("file.bin", 3 * BLOCK + 1, 1);
        hashedLink(other);
        Files.writeString(peer.shared("file.bin"), "something else");
        try (SeekableSource source = peer.streams().open(link, PATIENCE, () -> false)) {
            assertArrayEquals(file, all(source, 0, file.length));
        }
    }

    @Test
    void theFileWithoutAByteIsKnownToEverybody() throws IOException {
        ContentLink link = new ContentLink(Tree.empty(), OptionalLong.empty(), Optional.empty());
        try (SeekableSource source = peer("peer").streams().open(link, PATIENCE, () -> false)) {
            assertEquals(0, source.sizeBytes());
            assertEquals(-1, source.read(0, ByteBuffer.allocate(1)));
            assertEquals(0, network.queries());
        }
    }

    @Test
    void closeFromAnotherThreadEndsAReadThatWaits()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        SharingPeer giver = peer("giver");
        giver.share("file.bin", 100 * BLOCK, 1);
        Streamer streams = new Streamer(peer("asker").streams());
        SeekableSource source = streams.open(link(giver), PATIENCE);
        network.relayDies();
        CountDownLatch reads = new CountDownLatch(1);
        CompletableFuture<IOException> ended = CompletableFuture.supplyAsync(
                () -> {
                    reads.countDown();
                    return assertThrows(IOException.class, () -> source.read(50 * BLOCK, ByteBuffer.allocate(1)));
                },
                threads.pool("reader", 1));
        reads.await();
        assertFalse(ended.isDone());
        streams.close();
        assertEquals(
                "the stream was closed; open it again",
                ended.get(20, TimeUnit.SECONDS).getMessage());
        assertThrows(IOException.class, () -> source.read(0, ByteBuffer.allocate(1)));
        assertEquals(0, peers.get(1).streams().size());
    }

    @Test
    void noMoreThanThirtyTwoAreOpen() throws IOException {
        SharingPeer peer = peer("peer");
        peer.share("file.bin", BLOCK, 1);
        ContentLink link = hashedLink(peer);
        Streamer streams = new Streamer(peer.streams());
        SeekableSource first = streams.open(link, PATIENCE);
        for (int i = 1; i < StreamEngine.MAX_OPEN; i++) {
            streams.open(link, PATIENCE);
        }
        Streamer other = new Streamer(peer.streams());
        IOException full = assertThrows(IOException.class, () -> other.open(link, PATIENCE));
        assertEquals("32 files are being read; close some of them", full.getMessage());
        first.close();
        first.close();
        other.open(link, PATIENCE);
        assertThrows(IOException.class, () -> other.open(link, PATIENCE));
        streams.close();
        other.close();
        assertEquals(0, peer.streams().size());
        assertThrows(IOException.class, () -> other.open(link, PATIENCE));
        assertEquals(0, peer.streams().size());
    }

    @Test
    void whatIsNotThereFreesItsPlace() {
        SharingPeer peer = peer("peer");
        ContentLink link = ContentLink.parse("17".repeat(32));
        assertThrows(IOException.class, () -> peer.streams().open(link, Duration.ofSeconds(3), () -> false));
        assertEquals(0, peer.streams().size());
        assertTrue(network.queries() >= 1);
    }

    private SharingPeer peer(String name) {
        SharingPeer peer = new SharingPeer(temp.resolve(name), network, threads);
        peers.add(peer);
        return peer;
    }

    private static byte[] all(SeekableSource source, long from, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length);
        while (target.hasRemaining()) {
            assertTrue(source.read(from + target.position(), target) > 0);
        }
        return target.array();
    }

    private static ContentLink link(SharingPeer peer) throws IOException {
        return new ContentLink(FileHashing.of(peer.shared("file.bin")).id(), OptionalLong.empty(), Optional.empty());
    }

    /** Once the index knows it. */
    private static ContentLink hashedLink(SharingPeer peer) throws IOException {
        ContentLink link = link(peer);
        while (peer.index().find(link.id()).isEmpty()) {
            Thread.onSpinWait();
        }
        return link;
    }
}
