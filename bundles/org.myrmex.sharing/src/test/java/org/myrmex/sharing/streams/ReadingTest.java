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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.sharing.exchange.Surroundings;
import org.myrmex.sharing.fakes.FakeNetwork;
import org.myrmex.sharing.fakes.SharingPeer;
import org.myrmex.sharing.shares.FileHashing;
import org.myrmex.testkit.plugin.ManualTasks;

class ReadingTest {
    private static final int BLOCK = ContentId.BLOCK_BYTES;
    private static final byte HELLO = 1;
    private static final byte HASHES = 3;
    private static final byte BLOCK_IS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private ManualTasks tasks;
    private FakeNetwork network;
    private SharingPeer giver;
    private SharingPeer asker;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @BeforeEach
    void twoPeers() {
        tasks = new ManualTasks();
        network = new FakeNetwork(tasks);
        giver = peer("giver");
        asker = peer("asker");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                1,
                BLOCK - 1,
                BLOCK,
                BLOCK + 1,
                9 * BLOCK,
                256 * BLOCK,
                256 * BLOCK + 1,
                512 * BLOCK,
                1000 * BLOCK + 5
            })
    void everyByteIsReadFromTheFirstToTheLast(int size) throws IOException {
        byte[] file = giver.share("file.bin", size, size);
        Reading reading = opened(bare());
        assertArrayEquals(file, read(reading, 0, size));
        int again = size > BlockCache.MAX_BLOCKS * BLOCK ? (size - 1) % BLOCK + 1 : 0;
        assertEquals(size + again, giver.server().servedBytes(), "nothing twice but the last block, forgotten since");
        end(reading);
    }

    @Test
    void jumpsAndEndsAndEdgesOfBlocksAreRead() throws IOException {
        int size = 900 * BLOCK + 77;
        byte[] file = giver.share("file.bin", size, 1);
        Reading reading = opened(link());
        for (int at :
                List.of(size - 1, 0, BLOCK - 1, BLOCK, 256 * BLOCK - 8, 899 * BLOCK, 900 * BLOCK, 300 * BLOCK + 5)) {
            int length = Math.min(16, size - at);
            assertArrayEquals(Arrays.copyOfRange(file, at, at + length), read(reading, at, length), "at " + at);
        }
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(size);
            int length = Math.min(1 + random.nextInt(3 * BLOCK), size - at);
            assertArrayEquals(Arrays.copyOfRange(file, at, at + length), read(reading, at, length), "at " + at);
        }
        assertEquals(1, network.open().size(), "no server has cut it off");
        end(reading);
    }

    @Test
    void aFewBytesInTheMiddleCostLittle() throws IOException {
        byte[] file = giver.share("file.bin", 4096 * BLOCK, 1);
        AtomicLong sent = counted(giver);
        Reading reading = opened(link());
        int at = 2048 * BLOCK - 5;
        assertArrayEquals(Arrays.copyOfRange(file, at, at + 16), read(reading, at, 16));
        assertTrue(sent.get() < 7 * BLOCK, "two runs of leaves and five blocks: " + sent);
        end(reading);
    }

    @Test
    void openingCostsTheProofOfTheLengthOnlyWhereTheLinkDoesNotSayIt() throws IOException {
        giver.share("file.bin", 4096 * BLOCK, 1);
        AtomicLong sent = counted(giver);
        end(opened(link()));
        assertTrue(sent.get() < 100, "a greeting: " + sent);
        end(opened(bare()));
        assertTrue(sent.get() < 2 * BLOCK, "a greeting, a run of leaves and a block: " + sent);
    }

    @Test
    void readingOnIsFetchedAheadAndAJumpEndsThat() throws IOException {
        network.delay(Duration.ofMillis(1));
        giver.share("file.bin", 900 * BLOCK, 1);
        Reading reading = opened(link());
        read(reading, 0, 100 * BLOCK);
        tasks.advance(Duration.ofSeconds(2));
        assertEquals((100 + 63L) * BLOCK, giver.server().servedBytes(), "1 MiB from the block that it reads now");
        read(reading, 700 * BLOCK, 16);
        tasks.advance(Duration.ofSeconds(2));
        assertEquals((163 + 2L) * BLOCK, giver.server().servedBytes(), "two blocks at the new place, none at the old");
        end(reading);
    }

    @Test
    void whoDoesNotReadAsksForNothingAndThenGivesHisPlaceBack() throws IOException {
        byte[] file = giver.share("file.bin", 900 * BLOCK, 1);
        Reading reading = opened(link());
        read(reading, 0, 16);
        tasks.advance(Duration.ofSeconds(11));
        long served = giver.server().servedBytes();
        assertEquals(1, network.open().size());
        tasks.advance(Duration.ofSeconds(60));
        assertEquals(List.of(), network.open());
        assertEquals(served, giver.server().servedBytes());
        int queries = network.queries();
        tasks.advance(Duration.ofMinutes(20));
        assertEquals(queries, network.queries(), "and asks nobody");
        assertArrayEquals(Arrays.copyOfRange(file, 5, 80 * BLOCK), read(reading, 5, 80 * BLOCK - 5), "it goes on");
        end(reading);
    }

    @Test
    void aLiarIsDroppedAtOnceAndOthersGoOn() throws IOException {
        for (byte kind : new byte[] {HASHES, BLOCK_IS}) {
            network.delay(Duration.ofMillis(2));
            SharingPeer liar = peer("liar" + kind);
            liar.share("file.bin", 300 * BLOCK, 1);
            byte[] file = giver.share("file.bin", 300 * BLOCK, 1);
            AtomicInteger lies = new AtomicInteger();
            liar.peer().tamper(message -> {
                if (message[1] != kind) {
                    return message;
                }
                lies.incrementAndGet();
                byte[] copy = message.clone();
                copy[copy.length - 40] ^= 1;
                return copy;
            });
            Reading reading = opened(link());
            assertArrayEquals(file, read(reading, 0, file.length));
            assertTrue(lies.get() >= 1 && lies.get() <= 16, "lies: " + lies);
            end(reading);
            liar.peer().leave();
        }
    }

    @Test
    void whenAllLieItSaysSo() throws IOException {
        giver.share("file.bin", 300 * BLOCK, 1);
        giver.peer().tamper(message -> {
            byte[] copy = message.clone();
            copy[copy.length - 1] ^= (byte) (message[1] == BLOCK_IS ? 1 : 0);
            return copy;
        });
        Reading reading = opened(link());
        assertOneLine("whoever offers it sends something else", failure(reading.fetch(0, 16), PATIENCE));
        end(reading);
    }

    @ParameterizedTest
    @ValueSource(longs = {-BLOCK, -1, 1, BLOCK, 300 * BLOCK, (1L << 40) - 300 * BLOCK - 100})
    void aLieAboutTheLengthIsFoundOutBeforeItIsOpen(long difference) throws IOException {
        network.delay(Duration.ofMillis(2));
        byte[] file = giver.share("file.bin", 300 * BLOCK + 100, 1);
        giver.peer()
                .tamper(message -> message[1] == HELLO
                        ? ByteBuffer.allocate(10)
                                .put(message, 0, 2)
                                .putLong(file.length + difference)
                                .array()
                        : message);
        Reading reading = reading(bare());
        CompletableFuture<Long> opening = reading.open();
        tasks.advance(Duration.ofSeconds(5));
        assertFalse(opening.isDone());
        SharingPeer honest = peer("honest");
        honest.share("file.bin", 300 * BLOCK + 100, 1);
        assertTrue(tasks.advanceUntil(Duration.ofSeconds(20), opening::isDone));
        assertEquals(file.length, opening.join());
        assertArrayEquals(file, read(reading, 0, file.length));
        end(reading);
    }

    @Test
    void anotherLengthThanTheLinksIsNotHeard() throws IOException {
        giver.share("file.bin", 300 * BLOCK, 1);
        ContentLink wrong = new ContentLink(link().id(), OptionalLong.of(300 * BLOCK - 1), Optional.empty());
        assertOneLine("; ", failure(reading(wrong).open(), PATIENCE));
        assertNoAddressIsLeft();
    }

    @Test
    void patienceEndsInOneLineAndTheNextReadMaySucceed() throws IOException {
        byte[] file = giver.share("file.bin", 300 * BLOCK, 1);
        Reading reading = opened(link());
        network.relayDies();
        CompletableFuture<Void> waiting = reading.fetch(0, 16);
        tasks.advance(PATIENCE.minusSeconds(1));
        assertFalse(waiting.isDone());
        assertOneLine("nobody who has it answers now", failure(waiting, Duration.ofSeconds(2)));
        network.relayReturns();
        assertArrayEquals(Arrays.copyOf(file, 16), read(reading, 0, 16));
        end(reading);
    }

    @Test
    void whatNobodyHasIsSaidSoon() {
        Reading reading = reading(ContentLink.parse("17".repeat(32)));
        assertOneLine("nobody who has it answers now", failure(reading.open(), Duration.ofSeconds(7)));
        assertEquals(2, network.queries());
        assertNoAddressIsLeft();
    }

    @Test
    void aQueryThatGetsLostIsNoProofThatNobodyHasIt() throws IOException {
        byte[] file = giver.share("file.bin", 20 * BLOCK, 1);
        ContentLink link = link();
        network.delay(Duration.ofMillis(500));
        network.relayDies();
        Reading reading = reading(link);
        CompletableFuture<Long> opening = reading.open();
        tasks.advance(Duration.ofSeconds(1));
        network.relayReturns();
        assertTrue(tasks.advanceUntil(Duration.ofSeconds(10), opening::isDone));
        assertEquals(file.length, opening.join());
        end(reading);
    }

    @Test
    void whoeverWasHeardOfIsWaitedFor() throws IOException {
        byte[] file = giver.share("file.bin", 20 * BLOCK, 1);
        opened(link()).close();
        tasks.settle();
        network.relayDies();
        Reading reading = reading(link());
        CompletableFuture<Long> opening = reading.open();
        tasks.advance(PATIENCE.minusSeconds(5));
        assertFalse(opening.isDone());
        network.relayReturns();
        assertTrue(tasks.advanceUntil(PATIENCE, opening::isDone));
        assertArrayEquals(Arrays.copyOf(file, 16), read(reading, 0, 16));
        end(reading);
    }

    @Test
    void aSourceThatDiesIsReplaced() throws IOException {
        network.delay(Duration.ofMillis(2));
        byte[] file = giver.share("file.bin", 300 * BLOCK, 1);
        Reading reading = opened(link());
        read(reading, 0, 20 * BLOCK);
        giver.peer().leave();
        network.open().forEach(network::cut);
        peer("second").share("other.bin", 300 * BLOCK, 1);
        assertArrayEquals(file, read(reading, 0, file.length));
        end(reading);
    }

    @Test
    void aSourceThatFallsSilentIsNotWaitedForByTheReader() throws IOException {
        network.delay(Duration.ofMillis(2));
        byte[] file = giver.share("file.bin", 300 * BLOCK, 1);
        SharingPeer second = peer("second");
        second.share("file.bin", 300 * BLOCK, 1);
        AtomicInteger blocks = new AtomicInteger();
        giver.peer().tamper(message -> message[1] == BLOCK_IS && blocks.incrementAndGet() >= 10 ? null : message);
        Reading reading = opened(link());
        long before = tasks.nowMicros();
        assertArrayEquals(file, read(reading, 0, file.length));
        assertTrue(tasks.nowMicros() - before < 4_000_000, "a second of waiting, then the other one is asked");
        end(reading);
    }

    @Test
    void severalSourcesShareTheWork() throws IOException {
        network.delay(Duration.ofMillis(2));
        byte[] file = giver.share("file.bin", 900 * BLOCK, 1);
        SharingPeer second = peer("second");
        second.share("other name", 900 * BLOCK, 1);
        Reading reading = opened(link());
        assertArrayEquals(file, read(reading, 0, file.length));
        assertTrue(giver.server().servedBytes() > file.length / 5);
        assertTrue(second.server().servedBytes() > file.length / 5);
        assertEquals(file.length, giver.server().servedBytes() + second.server().servedBytes(), "nothing came twice");
        end(reading);
    }

    @Test
    void whoeverWaitsNoMoreEndsItWithinHalfASecond() throws IOException {
        giver.share("file.bin", 300 * BLOCK, 1);
        AtomicBoolean silent = new AtomicBoolean();
        giver.peer().tamper(message -> silent.get() ? null : message);
        Reading reading = opened(link());
        silent.set(true);
        CompletableFuture<Void> waiting = reading.fetch(50 * BLOCK, 16);
        tasks.advance(Duration.ofSeconds(3));
        assertFalse(waiting.isDone());
        cancelled.set(true);
        assertOneLine("the stream was closed", failure(waiting, Duration.ofMillis(500)));
        assertEquals(List.of(), network.open(), "nothing is fetched any more");
        assertNoAddressIsLeft();
    }

    @Test
    void whoeverWaitsNoMoreForASourceEndsTheLookingForOne() {
        Reading reading = reading(ContentLink.parse("17".repeat(32)));
        CompletableFuture<Long> opening = reading.open();
        tasks.advance(Duration.ofSeconds(1));
        cancelled.set(true);
        assertOneLine("the stream was closed", failure(opening, Duration.ofMillis(500)));
        int queries = network.queries();
        tasks.advance(Duration.ofMinutes(1));
        assertEquals(queries, network.queries());
        assertNoAddressIsLeft();
    }

    @Test
    void closeEndsAWaitingReadAndEverythingElse() throws IOException {
        giver.share("file.bin", 300 * BLOCK, 1);
        Reading reading = opened(link());
        network.relayDies();
        CompletableFuture<Void> waiting = reading.fetch(0, 16);
        tasks.settle();
        reading.close();
        assertOneLine("the stream was closed", failure(waiting, Duration.ZERO));
        assertOneLine("the stream was closed", failure(reading.fetch(0, 16), Duration.ZERO));
        tasks.settle();
        assertEquals(List.of(), network.open());
        assertNoAddressIsLeft();
    }

    @Test
    void theNextOfTheSameContentAsksNobodyAgain() throws IOException {
        byte[] file = giver.share("file.bin", 20 * BLOCK, 1);
        Reading first = opened(bare());
        first.close();
        tasks.settle();
        assertEquals(1, network.queries());
        Reading second = opened(bare());
        assertArrayEquals(file, read(second, 0, file.length));
        assertEquals(1, network.queries());
        assertEquals(1, asker.peer().addresses());
        end(second);
    }

    @Test
    void itUsesTheAddressOfTheSearchThatFoundIt() throws IOException {
        byte[] file = giver.share("found.bin", 20 * BLOCK, 1);
        tasks.settle();
        asker.searcher().search("found", hit -> {});
        tasks.advance(Duration.ofSeconds(1));
        int queries = network.queries();
        Reading reading = opened(new ContentLink(
                FileHashing.of(giver.shared("found.bin")).id(), OptionalLong.empty(), Optional.empty()));
        assertArrayEquals(file, read(reading, 0, file.length));
        assertEquals(1, asker.peer().addresses());
        assertEquals(queries, network.queries(), "nobody had to be asked again");
        reading.close();
        tasks.settle();
        assertEquals(List.of(), network.open());
    }

    private SharingPeer peer(String name) {
        return new SharingPeer(temp.resolve(name), network, tasks);
    }

    private Reading reading(ContentLink link) {
        return new Reading(
                new Surroundings(tasks, tasks, asker.peer(), asker.interests(), tasks.pool("s", 1), tasks.pool("d", 1)),
                link,
                PATIENCE,
                cancelled::get);
    }

    private Reading opened(ContentLink link) {
        Reading reading = reading(link);
        CompletableFuture<Long> opening = reading.open();
        assertTrue(tasks.advanceUntil(PATIENCE, opening::isDone));
        opening.join();
        return reading;
    }

    /** Reads as {@link NetworkSource} does, with time that the test lets pass. */
    private byte[] read(Reading reading, int from, int length) {
        ByteBuffer target = ByteBuffer.allocate(length);
        while (target.hasRemaining()) {
            int at = from + target.position();
            int most = Math.min(8192, target.remaining());
            ByteBuffer part = target.slice(target.position(), most);
            int read = reading.copy(at, part);
            if (read > 0) {
                reading.moved(at + read - 1, 1);
                tasks.settle();
                target.position(target.position() + read);
            } else {
                CompletableFuture<Void> here = reading.fetch(at, most);
                assertTrue(tasks.advanceUntil(PATIENCE.plusSeconds(1), here::isDone), "at " + at);
                here.join();
            }
        }
        return target.array();
    }

    private void end(Reading reading) {
        reading.close();
        tasks.settle();
        assertEquals(List.of(), network.open());
        assertNoAddressIsLeft();
    }

    /** But for those ten minutes in which the next stream of the same content may use it. */
    private void assertNoAddressIsLeft() {
        tasks.advance(Duration.ofMinutes(11));
        asker.interests().sweep();
        assertEquals(0, asker.peer().addresses());
    }

    private Throwable failure(CompletableFuture<?> future, Duration within) {
        assertTrue(tasks.advanceUntil(within.plusMillis(600), future::isDone));
        return assertThrows(CompletionException.class, future::join).getCause();
    }

    private static void assertOneLine(String part, Throwable failure) {
        assertEquals(1, failure.getMessage().lines().count());
        assertTrue(failure.getMessage().contains(part), failure.getMessage());
        assertTrue(failure.getMessage().contains("; "), "cause, then what to do: " + failure.getMessage());
    }

    private AtomicLong counted(SharingPeer peer) {
        AtomicLong sent = new AtomicLong();
        peer.peer().tamper(message -> {
            sent.addAndGet(message.length);
            return message;
        });
        return sent;
    }

    private ContentLink bare() throws IOException {
        return ContentLink.parse(link().id().toString());
    }

    private ContentLink link() throws IOException {
        tasks.settle();
        Path shared = giver.shared("file.bin");
        return new ContentLink(FileHashing.of(shared).id(), OptionalLong.of(Files.size(shared)), Optional.empty());
    }
}
