package org.myrmex.sharing.uploads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.channel.ChannelOptions;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Hit;
import org.myrmex.sharing.fakes.FakeNetwork;
import org.myrmex.sharing.fakes.SharingPeer;
import org.myrmex.sharing.shares.FileHashing;
import org.myrmex.sharing.wire.FilesMessage;
import org.myrmex.sharing.wire.FilesRequest;
import org.myrmex.sharing.wire.MalformedException;
import org.myrmex.testkit.plugin.ManualTasks;

class FileServerTest {
    private static final int BLOCKS = 300;

    @TempDir
    Path temp;

    private final ManualTasks tasks = new ManualTasks();
    private final FakeNetwork network = new FakeNetwork(tasks);
    private SharingPeer giver;
    private SharingPeer asker;
    private Hit hit;

    @BeforeEach
    void aFoundFile() throws IOException {
        giver = new SharingPeer(temp.resolve("giver"), network, tasks);
        asker = new SharingPeer(temp.resolve("asker"), network, tasks);
        giver.share("file.bin", BLOCKS * ContentId.BLOCK_BYTES, 1);
        tasks.settle();
        List<Hit> hits = new ArrayList<>();
        asker.searcher().search("file", hits::add);
        tasks.advance(Duration.ofSeconds(1));
        hit = hits.get(0);
    }

    @Test
    void questionsAreAnsweredInOrderBehindTheGreeting() throws MalformedException {
        Asker channel = open(hit.id());
        channel.ask(new FilesMessage.AskHashes(1), new FilesMessage.AskBlock(299), new FilesMessage.AskBlock(0));
        assertEquals(
                new FilesMessage.Hello((long) BLOCKS * ContentId.BLOCK_BYTES),
                FilesMessage.decode(channel.heard.get(0)));
        assertInstanceOf(FilesMessage.Hashes.class, FilesMessage.decode(channel.heard.get(1)));
        assertEquals(299, ((FilesMessage.Block) FilesMessage.decode(channel.heard.get(2))).index());
        assertEquals(0, ((FilesMessage.Block) FilesMessage.decode(channel.heard.get(3))).index());
        assertEquals(2 * ContentId.BLOCK_BYTES, giver.server().servedBytes());
        assertEquals(2 * ContentId.BLOCK_BYTES, giver.server().list().get(0).sentBytes());
        assertEquals("file.bin", giver.server().list().get(0).name());
    }

    @Test
    void blocksThatDoNotExistEndTheChannelAndTouchNothing() {
        Asker channel = open(hit.id());
        channel.ask(new FilesMessage.AskBlock(BLOCKS));
        assertTrue(channel.ended);
        assertTrue(giver.index().find(hit.id()).isPresent());
        Asker other = open(hit.id());
        other.ask(new FilesMessage.AskHashes(2));
        assertTrue(other.ended);
        assertEquals(List.of(), giver.server().list());
    }

    @Test
    void answersAndNonsenseEndTheChannel() {
        Asker channel = open(hit.id());
        channel.ask(new FilesMessage.Hello(1));
        assertTrue(channel.ended);
        Asker other = open(hit.id());
        other.channel.send(new byte[] {9});
        tasks.settle();
        assertTrue(other.ended);
    }

    @Test
    void whoWantsHashesOnlyIsCutOff() {
        Asker channel = open(hit.id());
        for (int i = 0; i < 32; i++) {
            channel.ask(new FilesMessage.AskHashes(0));
        }
        assertFalse(channel.ended);
        channel.ask(new FilesMessage.AskHashes(0));
        assertTrue(channel.ended);
    }

    @Test
    void otherBytesBehindTheSameSizeAndTimeAreNoticedAtTheFirstBlock() throws IOException, MalformedException {
        Path file = giver.shared("file.bin");
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, new byte[BLOCKS * ContentId.BLOCK_BYTES]);
        Files.setLastModifiedTime(file, time);
        Asker channel = open(hit.id());
        channel.ask(new FilesMessage.AskHashes(0), new FilesMessage.AskBlock(0));
        assertInstanceOf(FilesMessage.Hashes.class, FilesMessage.decode(channel.heard.get(1)), "they were kept");
        assertInstanceOf(FilesMessage.NotHere.class, FilesMessage.decode(channel.heard.get(2)));
        assertEquals(0, giver.server().servedBytes());
        tasks.advance(Duration.ofSeconds(11));
        assertTrue(giver.index().find(hit.id()).isEmpty());
        assertTrue(giver.index().find(FileHashing.of(file).id()).isPresent(), "hashed again");
    }

    @Test
    void whatIsNotSharedIsRefused() throws IOException {
        assertTrue(open(ContentId.parse("00".repeat(32))).refused);
        assertTrue(giver.index().remove("share"));
        assertTrue(open(hit.id()).refused);
        assertNull(giver.server().opened(null, new byte[] {1, 2, 3}));
    }

    @Test
    void aLinkPutInThePlaceOfAFileIsNotFollowedOutOfTheShare() throws IOException, MalformedException {
        Path secret = Files.write(temp.resolve("secret"), new byte[BLOCKS * ContentId.BLOCK_BYTES]);
        Files.delete(giver.shared("file.bin"));
        Files.createSymbolicLink(giver.shared("file.bin"), secret);
        Asker channel = open(hit.id());
        assertInstanceOf(FilesMessage.NotHere.class, FilesMessage.decode(channel.heard.get(0)));
        assertEquals(0, giver.server().servedBytes());
    }

    @Test
    void sixtyFourChannelsAreEnough() {
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            askers.add(open(hit.id()));
        }
        assertTrue(open(hit.id()).refused);
        askers.get(0).channel.close();
        tasks.settle();
        assertFalse(open(hit.id()).refused);
    }

    @Test
    void whoHoldsAPlaceAndDoesNothingMakesRoomButNobodyElse() {
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            askers.add(open(hit.id()));
        }
        tasks.advance(Duration.ofSeconds(15));
        askers.get(0).ask(new FilesMessage.AskBlock(0));
        tasks.advance(Duration.ofSeconds(6));
        assertFalse(open(hit.id()).refused);
        assertFalse(askers.get(0).ended);
        assertEquals(1, askers.stream().filter(asker -> asker.ended).count());
        askers.stream().skip(1).filter(asker -> !asker.ended).forEach(asker -> asker.ask(new FilesMessage.AskBlock(1)));
        assertTrue(open(hit.id()).refused, "all are at work");
    }

    @Test
    void theBeginningAndTheEndAreTold() {
        Asker channel = open(hit.id());
        channel.ask(new FilesMessage.AskHashes(0), new FilesMessage.AskBlock(0));
        assertEquals(List.of("STARTED " + hit.id() + " 0"), giver.events());
        channel.channel.close();
        tasks.settle();
        assertEquals(
                "ENDED " + hit.id() + " " + ContentId.BLOCK_BYTES,
                giver.events().get(1));
        assertEquals(2, giver.events().size());
    }

    @Test
    void aSlowAskerIsWaitedForAndLosesNothing() {
        Asker channel = open(hit.id(), 1);
        for (int i = 0; i < 8; i++) {
            channel.ask(new FilesMessage.AskBlock(i));
        }
        channel.ask(new FilesMessage.AskBlock(8), new FilesMessage.AskBlock(9), new FilesMessage.AskBlock(10));
        assertEquals(1, channel.heard.size(), "only the greeting was taken");
        for (int i = 0; i < 11; i++) {
            channel.channel.request(1);
            tasks.settle();
        }
        assertEquals(12, channel.heard.size());
    }

    private Asker open(ContentId id) {
        return open(id, Integer.MAX_VALUE);
    }

    private Asker open(ContentId id, int firstRequest) {
        Asker opened = new Asker(firstRequest);
        CompletableFuture<Channel> opening = asker.peer()
                .open(hit.answer(), FilesRequest.SERVICE, new FilesRequest(id).encode(), ChannelOptions.DEFAULT, opened)
                .toCompletableFuture();
        tasks.settle();
        opened.refused = opening.isCompletedExceptionally();
        opened.channel = opened.refused ? null : opening.join();
        return opened;
    }

    private final class Asker implements ChannelListener {
        private final int firstRequest;
        private final List<byte[]> heard = new ArrayList<>();
        private Channel channel;
        private boolean refused;
        private boolean ended;

        Asker(int firstRequest) {
            this.firstRequest = firstRequest;
        }

        void ask(FilesMessage... messages) {
            for (FilesMessage message : messages) {
                assertTrue(channel.send(message.encode()));
            }
            tasks.settle();
        }

        @Override
        public int firstRequest() {
            return firstRequest;
        }

        @Override
        public void received(byte[] message) {
            heard.add(message);
        }

        @Override
        public void closed(End end) {
            ended = true;
        }
    }
}
