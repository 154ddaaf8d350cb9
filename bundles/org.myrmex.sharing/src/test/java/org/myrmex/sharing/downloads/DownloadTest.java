package org.myrmex.sharing.downloads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.Download;
import org.myrmex.api.sharing.Download.State;
import org.myrmex.api.sharing.DownloadRequest;
import org.myrmex.api.sharing.Hit;
import org.myrmex.sharing.fakes.FakeChannel;
import org.myrmex.sharing.fakes.FakeNetwork;
import org.myrmex.sharing.fakes.SharingPeer;
import org.myrmex.sharing.shares.FileHashing;
import org.myrmex.sharing.words.Question;
import org.myrmex.testkit.plugin.ManualTasks;

class DownloadTest {
    private static final int BLOCK = ContentId.BLOCK_BYTES;
    private static final byte HELLO = 1;
    private static final byte HASHES = 3;
    private static final byte BLOCK_IS = 5;
    private static final Duration LONG = Duration.ofMinutes(30);

    @TempDir
    Path temp;

    private ManualTasks tasks;
    private FakeNetwork network;
    private SharingPeer giver;
    private SharingPeer asker;

    @BeforeEach
    void twoPeers() {
        tasks = new ManualTasks();
        network = new FakeNetwork(tasks);
        giver = new SharingPeer(temp.resolve("giver"), network, tasks);
        asker = new SharingPeer(temp.resolve("asker"), network, tasks);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 9 * BLOCK, 256 * BLOCK, 256 * BLOCK + 1, 1000 * BLOCK + 5})
    void fileArrivesByteForByte(int size) throws IOException {
        byte[] file = giver.share("file.bin", size, size);
        Download download = start(giver.shared("file.bin"));
        assertDone(download, file);
        assertEquals(size, download.verifiedBytes());
        assertEquals(size, download.sizeBytes().orElseThrow());
        assertEquals(List.of("file.bin"), filesBeside(download), "no partial file and no state is left");
        assertEquals(State.DONE, asker.states().get(asker.states().size() - 1));
    }

    @Test
    void oneAfterTheOtherMeansOneQuestionAtATime() throws IOException {
        byte[] file = giver.share("file.bin", 9 * BLOCK, 1);
        AtomicInteger answered = new AtomicInteger();
        giver.peer().tamper(message -> {
            answered.incrementAndGet();
            return message;
        });
        DownloadRequest request =
                new DownloadRequest(link(giver.shared("file.bin")), Optional.empty(), OptionalLong.empty(), 1);
        Download download = asker.downloads().start(request);
        assertDone(download, file);
        assertEquals(1 + 1 + 9, answered.get(), "a greeting, the hashes, nine blocks");
    }

    @Test
    void severalSourcesShareTheWork() throws IOException {
        network.delay(Duration.ofMillis(2));
        byte[] file = giver.share("file.bin", 900 * BLOCK, 1);
        SharingPeer second = new SharingPeer(temp.resolve("second"), network, tasks);
        second.share("other name", 900 * BLOCK, 1);
        Download download = start(giver.shared("file.bin"));
        assertDone(download, file);
        assertTrue(giver.server().servedBytes() > file.length / 4);
        assertTrue(second.server().servedBytes() > file.length / 4);
        assertEquals(file.length, giver.server().servedBytes() + second.server().servedBytes(), "nothing came twice");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void sourcesThatDieAtRandomOnlyDelayIt(long seed) throws IOException {
        network.delay(Duration.ofMillis(2));
        byte[] file = giver.share("file.bin", 600 * BLOCK + 77, seed);
        SharingPeer second = new SharingPeer(temp.resolve("second"), network, tasks);
        second.share("file.bin", 600 * BLOCK + 77, seed);
        Random random = new Random(seed);
        List<FakeChannel> doomed = new ArrayList<>();
        UnaryOperator<byte[]> dying = message -> {
            if (random.nextInt(60) == 0) {
                doomed.addAll(network.open());
            }
            return message;
        };
        giver.peer().tamper(dying);
        second.peer().tamper(dying);
        Download download = start(giver.shared("file.bin"));
        int deaths = 0;
        while (!download.state().ended() && deaths < 1000) {
            tasks.advanceUntil(LONG, () -> !doomed.isEmpty() || download.state().ended());
            deaths += doomed.size();
            doomed.forEach(network::cut);
            doomed.clear();
        }
        assertDone(download, file);
        assertTrue(deaths > 3, "deaths: " + deaths);
    }

    @Test
    void aRelayThatDiesAndReturnsDelaysItByThirtySecondsAtMost() throws IOException {
        for (int silence : new int[] {1, 6, 10, 17, 25}) {
            byte[] file = giver.share("file" + silence, 64 * BLOCK, silence);
            Download download = asker.downloads().start(limited(giver.shared("file" + silence), 200_000));
            assertTrue(tasks.advanceUntil(LONG, () -> download.verifiedBytes() > file.length / 5));
            network.relayDies();
            // Its channels are lost too, as when the relay was the only way: nothing of before comes back.
            network.open().forEach(network::cut);
            tasks.advance(Duration.ofSeconds(silence));
            assertEquals(State.LOOKING, download.state());
            network.relayReturns();
            assertTrue(tasks.advanceUntil(Duration.ofSeconds(30), () -> download.state() == State.DONE));
            assertArrayEquals(file, Files.readAllBytes(download.target()));
        }
    }

    @Test
    void aSilentChannelIsNotWaitedForWhenAFreshAnswerComes() throws IOException {
        byte[] file = giver.share("file.bin", 64 * BLOCK, 1);
        Download download = asker.downloads().start(limited(giver.shared("file.bin"), 200_000));
        assertTrue(tasks.advanceUntil(LONG, () -> download.verifiedBytes() > file.length / 5));
        giver.peer().tamper(message -> new byte[] {7});
        network.relayDies();
        FakeChannel silent = network.open().get(0);
        tasks.advance(Duration.ofSeconds(12));
        assertFalse(silent.isOver(), "the channel itself waits for a minute");
        assertEquals(0, download.sources());
        assertTrue(network.queries() >= 2, "it asks again long before");
        giver.peer().tamper(message -> message);
        network.relayReturns();
        assertTrue(tasks.advanceUntil(Duration.ofSeconds(30), () -> download.state() == State.DONE));
    }

    @Test
    void aSourceThatWasSilentGoesOnWhereItWas() throws IOException {
        network.delay(Duration.ofMillis(20));
        byte[] file = giver.share("file.bin", 64 * BLOCK, 1);
        Download download = start(giver.shared("file.bin"));
        assertTrue(tasks.advanceUntil(LONG, () -> download.verifiedBytes() > file.length / 5));
        network.relayDies();
        FakeChannel silent = network.open().get(0);
        tasks.advance(Duration.ofSeconds(7));
        assertEquals(0, download.sources());
        network.relayReturns();
        assertTrue(tasks.advanceUntil(Duration.ofSeconds(2), () -> download.verifiedBytes() > file.length / 2));
        assertFalse(silent.isOver(), "the same channel");
        assertDone(download, file);
        assertEquals(file.length, giver.server().servedBytes(), "nothing was asked for twice");
    }

    @Test
    void aSourceThatFlipsABitOfABlockIsDroppedAtOnce() throws IOException {
        network.delay(Duration.ofMillis(2));
        byte[] file = giver.share("file.bin", 100 * BLOCK, 1);
        SharingPeer liar = new SharingPeer(temp.resolve("liar"), network, tasks);
        liar.share("file.bin", 100 * BLOCK, 1);
        AtomicInteger lies = new AtomicInteger();
        liar.peer().tamper(message -> {
            if (message[1] != BLOCK_IS) {
                return message;
            }
            lies.incrementAndGet();
            return flipped(message, 100);
        });
        Download download = start(giver.shared("file.bin"));
        assertDone(download, file);
        assertTrue(lies.get() >= 1, "it was asked");
        assertTrue(lies.get() <= 16, "and never again after its first bad block: " + lies.get());
    }

    @Test
    void aSourceThatFlipsABitOfTheHashesIsDroppedAtOnce() throws IOException {
        network.delay(Duration.ofMillis(2));
        byte[] file = giver.share("file.bin", 700 * BLOCK, 1);
        SharingPeer liar = new SharingPeer(temp.resolve("liar"), network, tasks);
        liar.share("file.bin", 700 * BLOCK, 1);
        AtomicInteger lies = new AtomicInteger();
        liar.peer().tamper(message -> {
            if (message[1] != HASHES) {
                return message;
            }
            lies.incrementAndGet();
            return flipped(message, message.length - 40);
        });
        Download download = start(giver.shared("file.bin"));
        assertDone(download, file);
        assertEquals(1, lies.get());
    }

    @ParameterizedTest
    @ValueSource(longs = {-BLOCK, -1, 1, BLOCK, 300 * BLOCK, (1L << 40) - 300 * BLOCK - 100})
    void aSourceThatLiesAboutTheSizeCostsNothingButTime(long difference) throws IOException {
        network.delay(Duration.ofMillis(2));
        byte[] file = giver.share("file.bin", 300 * BLOCK + 100, 1);
        SharingPeer liar = new SharingPeer(temp.resolve("liar"), network, tasks);
        liar.share("file.bin", 300 * BLOCK + 100, 1);
        liar.peer()
                .tamper(message -> message[1] == HELLO
                        ? ByteBuffer.allocate(10)
                                .put(message, 0, 2)
                                .putLong(file.length + difference)
                                .array()
                        : message);
        giver.peer().leave();
        ContentLink bare = ContentLink.parse(link(giver.shared("file.bin")).id().toString());
        Download download = asker.downloads().start(DownloadRequest.of(bare));
        tasks.advance(Duration.ofSeconds(20));
        assertFalse(download.state().ended());
        giver.peer().comeBack();
        assertDone(download, file);
    }

    @Test
    void aLinkThatSaysTheSizeIsBelievedMoreThanASource() throws IOException {
        giver.share("file.bin", 64, 1);
        ContentLink link = link(giver.shared("file.bin"));
        ContentLink other = new ContentLink(link.id(), OptionalLong.of(65), link.name());
        Download download = asker.downloads().start(DownloadRequest.of(other));
        tasks.advance(Duration.ofMinutes(1));
        assertEquals(State.LOOKING, download.state());
        assertEquals(0, download.verifiedBytes());
    }

    @Test
    void nonsenseFromASourceEndsItsUseAndNothingElse() throws IOException {
        network.delay(Duration.ofMillis(2));
        byte[] file = giver.share("file.bin", 50 * BLOCK, 1);
        for (int kind = 0; kind < 8; kind++) {
            SharingPeer mad = new SharingPeer(temp.resolve("mad" + kind), network, tasks);
            mad.share("file.bin", 50 * BLOCK, 1);
            byte sent = (byte) kind;
            mad.peer().tamper(message -> message[1] == HELLO ? message : new byte[] {1, sent, 0, 0, 0, 3});
        }
        assertDone(start(giver.shared("file.bin")), file);
    }

    @Test
    void afterACrashWhatWasVerifiedIsNotFetchedAgain() throws IOException {
        byte[] file = giver.share("file.bin", 400 * BLOCK, 1);
        Download first = asker.downloads().start(limited(giver.shared("file.bin"), 500_000));
        assertTrue(tasks.advanceUntil(LONG, () -> first.verifiedBytes() > file.length / 2));
        long servedBefore = giver.server().servedBytes();
        crash();
        Download second = asker.downloads().find(first.id()).orElseThrow();
        assertDone(second, file);
        long servedAfter = giver.server().servedBytes();
        assertTrue(
                servedAfter < file.length - servedBefore + 1_000_000,
                "a second's worth may be lost, not " + servedAfter);
    }

    @Test
    void afterACrashNothingIsBelievedThatIsNotOnTheDisk() throws IOException {
        byte[] file = giver.share("file.bin", 400 * BLOCK, 1);
        Download first = asker.downloads().start(limited(giver.shared("file.bin"), 500_000));
        assertTrue(tasks.advanceUntil(LONG, () -> first.verifiedBytes() > file.length / 2));
        Path part = PartialFile.sibling(first.target(), PartialFile.PART);
        byte[] damaged = Files.readAllBytes(part);
        for (int at = 5; at < damaged.length; at += 10 * BLOCK) {
            damaged[at] ^= 1;
        }
        Files.write(part, damaged);
        crash();
        assertDone(asker.downloads().find(first.id()).orElseThrow(), file);
    }

    @Test
    void aDamagedStateCostsOnlyWhatItSaid() throws IOException {
        byte[] file = giver.share("file.bin", 400 * BLOCK, 1);
        for (int cut = 1; cut <= 5; cut++) {
            Download download = asker.downloads().start(limited(giver.shared("file.bin"), 1_000_000));
            assertTrue(tasks.advanceUntil(LONG, () -> download.verifiedBytes() > file.length / 2));
            Path state = PartialFile.sibling(download.target(), PartialFile.STATE);
            byte[] bytes = Files.readAllBytes(state);
            bytes[bytes.length * cut / 6] ^= 16;
            Files.write(state, bytes);
            crash();
            Download again = asker.downloads().find(download.id()).orElseThrow();
            assertDone(again, file);
            Files.delete(again.target());
        }
    }

    @Test
    void aCrashRightAfterTheFileGotItsNameLeavesNothingBeside() throws IOException {
        byte[] file = giver.share("file.bin", 400 * BLOCK, 1);
        Download download = asker.downloads().start(limited(giver.shared("file.bin"), 500_000));
        assertTrue(tasks.advanceUntil(LONG, () -> download.verifiedBytes() > file.length / 2));
        Files.delete(PartialFile.sibling(download.target(), PartialFile.PART));
        Files.write(download.target(), file);
        crash();
        assertDone(asker.downloads().find(download.id()).orElseThrow(), file);
        assertEquals(List.of("file.bin"), filesBeside(download));
    }

    @Test
    void aSecondCrashWhileTheyAreResumedForgetsNoneOfThem() throws IOException {
        List<Download> downloads = new ArrayList<>();
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            files.add(giver.share("file" + i, 3 * BLOCK, i));
        }
        giver.peer().leave();
        for (int i = 0; i < 20; i++) {
            downloads.add(start(giver.shared("file" + i)));
        }
        tasks.settle();
        Files.write(downloads.get(0).target(), files.get(0));
        tasks.dropEverything();
        asker = new SharingPeer(temp.resolve("asker"), network, tasks);
        assertEquals(20, asker.downloads().list().size());
        start(giver.shared("file0"));
        assertTrue(tasks.advanceUntil(LONG, () -> asker.states().contains(State.DONE)));
        crash();
        assertEquals(19, asker.downloads().list().size());
        for (int i = 1; i < 20; i++) {
            assertDone(asker.downloads().find(downloads.get(i).id()).orElseThrow(), files.get(i));
        }
    }

    @Test
    void aStopStoresAllThatIsVerified() throws IOException {
        byte[] file = giver.share("file.bin", 400 * BLOCK, 1);
        Download first = asker.downloads().start(limited(giver.shared("file.bin"), 500_000));
        assertTrue(tasks.advanceUntil(LONG, () -> first.verifiedBytes() > file.length / 2));
        long verified = first.verifiedBytes();
        var stopped = asker.downloads().stop();
        tasks.settle();
        assertTrue(stopped.isDone());
        giver.peer().leave();
        asker = new SharingPeer(temp.resolve("asker"), network, tasks);
        tasks.settle();
        Download second = asker.downloads().find(first.id()).orElseThrow();
        assertEquals(verified, second.verifiedBytes());
        giver.peer().comeBack();
        assertDone(second, file);
    }

    @Test
    void cancelKeepsWhatIsVerifiedForALaterStart() throws IOException {
        byte[] file = giver.share("file.bin", 400 * BLOCK, 1);
        Download first = asker.downloads().start(limited(giver.shared("file.bin"), 500_000));
        assertTrue(tasks.advanceUntil(LONG, () -> first.verifiedBytes() > file.length / 2));
        first.cancel();
        tasks.settle();
        assertEquals(State.CANCELLED, first.state());
        long verified = first.verifiedBytes();
        tasks.advance(Duration.ofMinutes(1));
        assertEquals(verified, first.verifiedBytes());
        Download second = start(giver.shared("file.bin"));
        assertDone(second, file);
        assertEquals(State.CANCELLED, first.state());
    }

    @Test
    void noMoreComesInASecondThanTheLimitAllows() throws IOException {
        byte[] file = giver.share("file.bin", 128 * BLOCK, 1);
        Download download = asker.downloads().start(limited(giver.shared("file.bin"), 100_000));
        long begin = tasks.nowMicros();
        while (!download.state().ended()) {
            tasks.advance(Duration.ofSeconds(1));
            double seconds = (tasks.nowMicros() - begin) / 1e6;
            assertTrue(download.verifiedBytes() <= 100_000 * (seconds + 0.25) + BLOCK, "after " + seconds + " s");
        }
        assertDone(download, file);
        double seconds = (tasks.nowMicros() - begin) / 1e6;
        assertTrue(seconds < file.length / 100_000.0 * 1.1 + 1, "and not much less: " + seconds);
    }

    @Test
    void aFileThatChangedSinceItWasHashedIsNotServed() throws IOException {
        giver.share("file.bin", 100 * BLOCK, 1);
        ContentLink link = link(giver.shared("file.bin"));
        assertTrue(giver.index().find(link.id()).isPresent());
        Files.write(giver.shared("file.bin"), new byte[100 * BLOCK + 1]);
        Download download = asker.downloads().start(DownloadRequest.of(link));
        tasks.advance(Duration.ofSeconds(3));
        assertEquals(0, download.verifiedBytes());
        assertTrue(giver.index().find(link.id()).isEmpty(), "it was noticed");
        assertEquals(1, giver.index().find(Question.parse("file").orElseThrow()).size(), "and hashed again");
    }

    @Test
    void aFileThatChangesUnderWayIsGivenUpAndFetchedElsewhere() throws IOException {
        byte[] file = giver.share("file.bin", 400 * BLOCK, 1);
        Download download = asker.downloads().start(limited(giver.shared("file.bin"), 500_000));
        assertTrue(tasks.advanceUntil(LONG, () -> download.verifiedBytes() > file.length / 2));
        byte[] other = file.clone();
        other[other.length - 5] ^= 1;
        Files.write(giver.shared("file.bin"), other);
        Files.setLastModifiedTime(giver.shared("file.bin"), FileTime.fromMillis(5));
        tasks.advance(Duration.ofMinutes(2));
        assertFalse(download.state().ended());
        SharingPeer second = new SharingPeer(temp.resolve("second"), network, tasks);
        second.share("file.bin", 400 * BLOCK, 1);
        assertDone(download, file);
    }

    @Test
    void aDownloadUsesTheAddressOfTheSearchThatFoundIt() throws IOException {
        byte[] file = giver.share("found by search.bin", 20 * BLOCK, 1);
        List<Hit> hits = new ArrayList<>();
        asker.searcher().search("found", hits::add).close();
        tasks.advance(Duration.ofSeconds(1));
        assertEquals(List.of(), hits);
        var search = asker.searcher().search("found", hits::add);
        tasks.advance(Duration.ofSeconds(1));
        search.close();
        int addresses = asker.peer().addresses();
        int queries = network.queries();
        ContentLink bare = ContentLink.parse(hits.get(0).id().toString());
        Download download = asker.downloads().start(DownloadRequest.of(bare));
        assertEquals("found by search.bin", download.target().getFileName().toString());
        assertDone(download, file);
        assertEquals(addresses, asker.peer().addresses());
        assertEquals(queries, network.queries(), "nobody had to be asked again");
    }

    @Test
    void ofSeveralSearchesTheNewestAloneIsUsedSoThatNothingLinksThem() throws IOException {
        byte[] file = giver.share("found.bin", 300 * BLOCK, 1);
        tasks.settle();
        for (int i = 0; i < 3; i++) {
            var search = asker.searcher().search("found", hit -> {});
            tasks.advance(Duration.ofSeconds(1));
            search.close();
        }
        network.delay(Duration.ofMillis(2));
        Download download = start(giver.shared("found.bin"));
        assertTrue(tasks.advanceUntil(LONG, () -> download.verifiedBytes() > file.length / 2));
        assertEquals(1, network.open().size());
        assertDone(download, file);
    }

    @Test
    void aDownloadOfItsOwnLeavesNoAddressBehind() throws IOException {
        byte[] file = giver.share("file.bin", 20 * BLOCK, 1);
        assertDone(start(giver.shared("file.bin")), file);
        assertEquals(0, asker.peer().addresses());
        assertEquals(List.of(), network.open());
        tasks.settle();
        assertEquals(List.of(), giver.server().list());
    }

    @Test
    void aTargetThatExistsIsLeftAlone() throws IOException {
        byte[] file = giver.share("file.bin", 20 * BLOCK, 1);
        Path target = Files.writeString(temp.resolve("mine.txt"), "mine");
        DownloadRequest request =
                new DownloadRequest(link(giver.shared("file.bin")), Optional.of(target), OptionalLong.empty(), 16);
        IOException e = assertThrows(IOException.class, () -> asker.downloads().start(request));
        assertTrue(e.getMessage().endsWith("exists; choose another with -o"), e.getMessage());
        assertEquals("mine", Files.readString(target));
        assertEquals(List.of(), asker.downloads().list());
        Files.write(target, file);
        Download identical = asker.downloads().start(request);
        tasks.settle();
        assertEquals(State.DONE, identical.state());
    }

    @Test
    void aTargetThatAppearsMeanwhileIsLeftAlone() throws IOException {
        byte[] file = giver.share("file.bin", 100 * BLOCK, 1);
        Download download = asker.downloads().start(limited(giver.shared("file.bin"), 500_000));
        assertTrue(tasks.advanceUntil(LONG, () -> download.verifiedBytes() > file.length / 2));
        Files.writeString(download.target(), "mine");
        tasks.advanceUntil(LONG, () -> download.state().ended());
        assertEquals(State.FAILED, download.state());
        assertTrue(download.problem().orElseThrow().endsWith("exists; choose another with -o"));
        assertEquals("mine", Files.readString(download.target()));
    }

    @Test
    void aFolderThatDoesNotExistIsRefusedInOneLine() {
        Path target = temp.resolve("no/such/file");
        ContentLink link = ContentLink.parse("00".repeat(32));
        IOException e = assertThrows(IOException.class, () -> asker.downloads()
                .start(new DownloadRequest(link, Optional.of(target), OptionalLong.empty(), 16)));
        assertEquals(1, e.getMessage().lines().count());
        assertFalse(Files.exists(temp.resolve("no")));
    }

    @Test
    void whatCannotBeStoredEndsItWithTheCause() throws IOException {
        giver.share("file.bin", 400 * BLOCK, 1);
        Download download = asker.downloads().start(limited(giver.shared("file.bin"), 500_000));
        assertTrue(tasks.advanceUntil(LONG, () -> download.verifiedBytes() > 1));
        Path part = PartialFile.sibling(download.target(), PartialFile.PART);
        Files.delete(part);
        tasks.advanceUntil(LONG, () -> download.state().ended());
        assertEquals(State.FAILED, download.state());
        assertEquals(1, download.problem().orElseThrow().lines().count());
    }

    @Test
    void namesOfStrangersLeadNowhere() throws IOException {
        giver.share("file.bin", BLOCK, 1);
        ContentId id = link(giver.shared("file.bin")).id();
        ContentLink evil = new ContentLink(id, OptionalLong.empty(), Optional.of("../../../.evil"));
        Download download = asker.downloads().start(DownloadRequest.of(evil));
        assertEquals(asker.folder().resolve("downloads").resolve("evil"), download.target());
    }

    @Test
    void theSameContentIsJoinedAndTheSameTargetIsRefused() throws IOException {
        giver.share("file.bin", 100 * BLOCK, 1);
        giver.share("other.bin", 100 * BLOCK, 2);
        Download first = start(giver.shared("file.bin"));
        assertEquals(first, start(giver.shared("file.bin")));
        DownloadRequest clash = new DownloadRequest(
                link(giver.shared("other.bin")), Optional.of(first.target()), OptionalLong.empty(), 16);
        assertThrows(IOException.class, () -> asker.downloads().start(clash));
        assertEquals(1, asker.downloads().list().size());
    }

    @Test
    void moreThanSixteenDownloadsTakeTurns() throws IOException {
        List<Download> downloads = new ArrayList<>();
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            files.add(giver.share("file" + i, 3 * BLOCK, i));
        }
        for (int i = 0; i < 40; i++) {
            downloads.add(start(giver.shared("file" + i)));
        }
        assertTrue(downloads.get(39).problem().isPresent());
        for (int i = 0; i < 40; i++) {
            assertDone(downloads.get(i), files.get(i));
        }
    }

    @Test
    void whatNobodyHasIsAskedForAgainAndAgainButNotTooOften() throws IOException {
        Download download = asker.downloads().start(DownloadRequest.of(ContentLink.parse("17".repeat(32))));
        tasks.advance(Duration.ofMinutes(1));
        assertTrue(network.queries() >= 12 && network.queries() <= 13, "queries: " + network.queries());
        tasks.advance(Duration.ofMinutes(59));
        assertTrue(network.queries() < 170, "queries: " + network.queries());
        assertEquals(State.LOOKING, download.state());
        assertEquals(1, asker.peer().addresses());
        assertTrue(download.problem().isPresent());
    }

    private Download start(Path shared) throws IOException {
        return asker.downloads().start(DownloadRequest.of(link(shared)));
    }

    private DownloadRequest limited(Path shared, long bytesPerSecond) throws IOException {
        return new DownloadRequest(link(shared), Optional.empty(), OptionalLong.of(bytesPerSecond), 16);
    }

    private ContentLink link(Path shared) throws IOException {
        tasks.settle();
        return new ContentLink(
                FileHashing.of(shared).id(),
                OptionalLong.of(Files.size(shared)),
                Optional.of(shared.getFileName().toString()));
    }

    /** Both are killed with -9 and started again. */
    private void crash() {
        tasks.dropEverything();
        network.open().forEach(network::cut);
        tasks.dropEverything();
        giver.peer().leave();
        giver = new SharingPeer(temp.resolve("giver"), network, tasks);
        asker = new SharingPeer(temp.resolve("asker"), network, tasks);
        tasks.settle();
    }

    private void assertDone(Download download, byte[] file) throws IOException {
        tasks.advanceUntil(LONG, () -> download.state().ended());
        assertEquals(State.DONE, download.state(), () -> download.problem().toString());
        assertArrayEquals(file, Files.readAllBytes(download.target()));
    }

    private static List<String> filesBeside(Download download) throws IOException {
        try (Stream<Path> files = Files.list(download.target().getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static byte[] flipped(byte[] message, int at) {
        byte[] copy = message.clone();
        copy[at] ^= 1;
        return copy;
    }
}
