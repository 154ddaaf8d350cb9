package org.myrmex.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportLimits;

/** What every transport must do. An implementation extends this class; every wait in it is bounded. */
public abstract class TransportContract {
    /** The lengths that a body may have: the size classes of protocol 1, the unpadded one by its ends. */
    protected static final List<Integer> BODY_BYTES = List.of(0, 1, 512, 1024, 2048, 4096, 16_896);

    private static final long DIAL_MILLIS = 20_000;
    private static final long HELD_BACK_MILLIS = 2_000;
    /** A queue of which half is more than a transport writes at once: whoever is held back has frames that wait whole. */
    private static final int QUEUE_BYTES = 512 * 1024;

    private static final TransportLimits LIMITS = new TransportLimits(512, 16_896, QUEUE_BYTES, 20_000, 64, 256);

    private final RecordingEvents nearEvents = new RecordingEvents();
    private final RecordingEvents farEvents = new RecordingEvents();
    private final TestContext nearPeer = TestContext.fresh(LIMITS, nearEvents);
    private final TestContext farPeer = TestContext.fresh(LIMITS, farEvents);
    private final List<CountedBody> bodies = new ArrayList<>();
    private Transport near;
    private Transport far;
    private Listening listening;

    /** A new transport; all of one test can reach each other. */
    protected abstract Transport open();

    /** Ends a transport as its bundle would. */
    protected abstract void stop(Transport transport);

    /** Where one may listen, with port 0. */
    protected abstract PeerAddress door();

    /** Where nobody listens. */
    protected abstract PeerAddress nobody();

    @BeforeEach
    final void openBothEnds() throws IOException {
        near = open();
        far = open();
        listening = far.listen(door(), farPeer);
    }

    @AfterEach
    final void stopBothEnds() {
        stop(near);
        stop(far);
        assertEquals(List.of(), nearEvents.breaches(), "events of the dialler in order");
        assertEquals(List.of(), farEvents.breaches(), "events of the listener in order");
        assertTrue(bodies.stream().allMatch(body -> body.holders() == 0), "every body was released");
    }

    private Connection dial() {
        near.dial(listening.bound(), nearPeer, nearEvents, DIAL_MILLIS);
        return nearEvents.awaitUp(0);
    }

    private Frame frame(int number, int headerBytes, int bodyBytes) {
        byte[] header = new byte[headerBytes];
        byte[] body = new byte[bodyBytes];
        for (int i = 0; i < headerBytes; i++) {
            header[i] = (byte) (number + i);
        }
        for (int i = 0; i < bodyBytes; i++) {
            body[i] = (byte) (number * 31 + i * 7);
        }
        CountedBody counted = new CountedBody(body);
        synchronized (bodies) {
            bodies.add(counted);
        }
        return new Frame(number & 0xFF, number & 0xFFFF, ByteBuffer.wrap(header), counted);
    }

    private static List<FrameCopy> copies(List<Frame> frames) {
        return frames.stream().map(FrameCopy::of).toList();
    }

    private static void release(List<Frame> frames) {
        frames.forEach(frame -> frame.body().release());
    }

    @Test
    void bothEndsComeUpAndKnowEachOther() {
        Connection dialled = dial();
        Connection accepted = farEvents.awaitUp(0);

        assertEquals(farPeer.id(), dialled.peer());
        assertEquals(nearPeer.id(), accepted.peer());
        assertEquals(listening.bound(), dialled.remote());
        assertTrue(dialled.dialledByUs() && dialled.pinned());
        assertFalse(accepted.dialledByUs() || accepted.pinned());
        assertEquals(Realm.LOOPBACK, dialled.realm());
        assertEquals(Realm.LOOPBACK, accepted.realm());
    }

    @Test
    void whoeverAnswersIsAcceptedWhenNoIdWasNamed() {
        PeerAddress bound = listening.bound();
        PeerAddress unnamed = new PeerAddress(bound.scheme(), bound.host(), bound.port(), Optional.empty());
        near.dial(unnamed, nearPeer, nearEvents, DIAL_MILLIS);

        Connection dialled = nearEvents.awaitUp(0);
        assertEquals(farPeer.id(), dialled.peer());
        assertFalse(dialled.pinned());
    }

    @Test
    void aListeningKnowsItsPortAndItsId() {
        PeerAddress bound = listening.bound();
        assertEquals(door().host(), bound.host());
        assertEquals(far.scheme(), bound.scheme());
        assertTrue(bound.port() > 0);
        assertEquals(Optional.of(farPeer.id()), bound.id());
    }

    @Test
    void framesOfEverySizeArriveWholeAndInOrderBothWays() {
        Connection dialled = dial();
        Connection accepted = farEvents.awaitUp(0);
        List<Frame> there = new ArrayList<>();
        List<Frame> back = new ArrayList<>();
        for (int bodyBytes : BODY_BYTES) {
            there.add(frame(there.size(), there.size() * 85, bodyBytes));
            back.add(frame(100 + back.size(), 0, bodyBytes));
        }
        List<FrameCopy> thereCopies = copies(there);
        List<FrameCopy> backCopies = copies(back);

        assertEquals(there.size(), dialled.send(there));
        assertEquals(back.size(), accepted.send(back));
        assertEquals(thereCopies, farEvents.awaitFrames(there.size()));
        assertEquals(backCopies, nearEvents.awaitFrames(back.size()));
    }

    @Test
    void aFrameTheSenderReusesIsNotChangedOnItsWay() {
        Connection dialled = dial();
        ByteBuffer shared = ByteBuffer.allocate(64);
        shared.position(8).limit(24);
        CountedBody body = new CountedBody(new byte[] {1, 2, 3});
        bodies.add(body);

        assertEquals(1, dialled.send(List.of(new Frame(7, 9, shared, body))));
        FrameCopy copy = farEvents.awaitFrames(1).get(0);
        assertEquals(16, copy.header().remaining());
        assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3}), copy.body());
        assertEquals(8, shared.position());
    }

    /** Sends to somebody who does not read, until nothing goes any more. */
    private List<FrameCopy> sendUntilHeldBack(Connection connection) {
        List<FrameCopy> sent = new ArrayList<>();
        // sockets have buffers of their own, of some megabytes
        while (sent.size() < 8_000) {
            int seen = nearEvents.writables();
            List<Frame> batch = IntStream.range(sent.size(), sent.size() + 16)
                    .mapToObj(number -> frame(number, 20, 16_896))
                    .toList();
            List<FrameCopy> copies = copies(batch);
            int taken = connection.send(batch);
            release(batch.subList(taken, batch.size()));
            sent.addAll(copies.subList(0, taken));
            assertTrue(connection.queuedBytes() <= LIMITS.queueBytes(), "the queue keeps its limit");
            if (taken < batch.size() && !nearEvents.awaitWritable(seen, HELD_BACK_MILLIS)) {
                return sent;
            }
        }
        throw new AssertionError("a sender must be held back by a receiver who does not read");
    }

    @Test
    void aSenderIsHeldBackWhileTheOtherEndDoesNotReadAndCalledWhenThereIsRoom() {
        Connection dialled = dial();
        farEvents.awaitUp(0).pauseReading(true);
        List<FrameCopy> sent = sendUntilHeldBack(dialled);

        int seen = nearEvents.writables();
        farEvents.awaitUp(0).pauseReading(false);
        assertTrue(nearEvents.awaitWritable(seen, DIAL_MILLIS), "room is told");
        assertEquals(sent, farEvents.awaitFrames(sent.size()));
    }

    @Test
    void anotherPeerThanTheOneDialledIsRefused() {
        PeerId other = TestContext.fresh(LIMITS, new RecordingEvents()).id();
        PeerAddress wrong = listening.bound().withId(other);
        near.dial(wrong, nearPeer, nearEvents, DIAL_MILLIS);

        assertEquals(CloseReason.WRONG_PEER, nearEvents.awaitFailed(0));
        assertEquals(List.of(wrong), nearEvents.failedAddresses());
        assertEquals(List.of(), nearEvents.ups());
    }

    @Test
    void aPeerThatDialsItselfIsTold() {
        far.dial(listening.bound(), farPeer, nearEvents, DIAL_MILLIS);
        assertEquals(CloseReason.SELF, nearEvents.awaitFailed(0));

        PeerAddress bound = listening.bound();
        PeerAddress unnamed = new PeerAddress(bound.scheme(), bound.host(), bound.port(), Optional.empty());
        far.dial(unnamed, farPeer, nearEvents, DIAL_MILLIS);
        assertEquals(CloseReason.SELF, nearEvents.awaitFailed(1));
    }

    @Test
    void whereNobodyListensIsUnreachable() {
        near.dial(nobody(), nearPeer, nearEvents, DIAL_MILLIS);
        assertEquals(CloseReason.UNREACHABLE, nearEvents.awaitFailed(0));
        assertEquals(List.of(nobody()), nearEvents.failedAddresses());
    }

    @Test
    void anEndIsToldOnceToBothEnds() {
        Connection dialled = dial();
        Connection accepted = farEvents.awaitUp(0);
        dialled.close(CloseReason.DOUBLE_DIAL);
        dialled.close(CloseReason.STOPPED);

        assertEquals(CloseReason.DOUBLE_DIAL, nearEvents.awaitClosed(dialled));
        assertEquals(CloseReason.GONE, farEvents.awaitClosed(accepted));
        List<Frame> late = List.of(frame(1, 1, 1));
        assertEquals(0, dialled.send(late), "nothing is taken after the end");
        assertEquals(0, accepted.send(late), "nothing is taken after the end");
        release(late);
        accepted.close(CloseReason.STOPPED);
    }

    @Test
    void whatWasSentBeforeTheEndStillArrives() {
        Connection dialled = dial();
        List<Frame> last = List.of(frame(1, 40, 4096), frame(2, 0, 3));
        List<FrameCopy> copies = copies(last);
        assertEquals(2, dialled.send(last));
        dialled.close(CloseReason.STOPPED);

        assertEquals(copies, farEvents.awaitFrames(2));
        assertEquals(CloseReason.GONE, farEvents.awaitClosed(farEvents.awaitUp(0)));
    }

    @Test
    void bodiesThatWaitAreReleasedAtTheEnd() {
        Connection dialled = dial();
        farEvents.awaitUp(0).pauseReading(true);
        sendUntilHeldBack(dialled);
        assertTrue(bodies.stream().anyMatch(body -> body.holders() > 0), "some bodies wait");

        dialled.close(CloseReason.STOPPED);
        nearEvents.awaitClosed(dialled);
        assertEquals(0, dialled.queuedBytes());
        farEvents.awaitUp(0).pauseReading(false);
        farEvents.awaitClosed(farEvents.awaitUp(0));
    }

    @Test
    void aTakenPortIsRefusedInOneLine() {
        IOException refused = assertThrows(IOException.class, () -> near.listen(listening.bound(), nearPeer));
        String port = String.valueOf(listening.bound().port());
        assertTrue(refused.getMessage().contains(port), refused.getMessage());
        assertTrue(refused.getMessage().contains("taken"), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
    }

    @Test
    void framesThatBreakTheLimitsAreRefusedAndTheConnectionLives() {
        Connection dialled = dial();
        for (Frame wrong : List.of(
                frame(1, 0, 16_897),
                frame(2, 513, 0),
                frame(3, 0, 513),
                new Frame(256, 0, empty(), frame(4, 0, 0).body()))) {
            List<Frame> batch = List.of(wrong);
            assertThrows(IllegalArgumentException.class, () -> dialled.send(batch));
            release(batch);
        }
        assertEquals(1, dialled.send(List.of(frame(5, 512, 512))));
        assertEquals(5, farEvents.awaitFrames(1).get(0).type());
    }

    private static ByteBuffer empty() {
        return ByteBuffer.allocate(0);
    }

    @Test
    void framesOfFourThreadsStayWhole() throws InterruptedException {
        Connection dialled = dial();
        int perThread = 200;
        List<List<Frame>> shares = IntStream.range(0, 4)
                .mapToObj(thread -> IntStream.range(0, perThread)
                        .mapToObj(i -> frame(thread * perThread + i, 30, BODY_BYTES.get(i % 6)))
                        .toList())
                .toList();
        List<FrameCopy> wanted =
                shares.stream().flatMap(share -> copies(share).stream()).toList();
        List<Thread> threads = shares.stream()
                .map(share -> new Thread(() -> sendAll(dialled, share)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(DIAL_MILLIS);
        }
        List<FrameCopy> got = farEvents.awaitFrames(4 * perThread);
        for (int thread = 0; thread < 4; thread++) {
            int first = thread * perThread;
            List<FrameCopy> ofThread = got.stream()
                    .filter(copy -> copy.flow() >= first && copy.flow() < first + perThread)
                    .toList();
            assertEquals(wanted.subList(first, first + perThread), ofThread);
        }
    }

    private void sendAll(Connection connection, List<Frame> frames) {
        int sent = 0;
        while (sent < frames.size()) {
            int seen = nearEvents.writables();
            sent += connection.send(frames.subList(sent, frames.size()));
            if (sent < frames.size()) {
                // another thread may have seen the one call: look again soon
                nearEvents.awaitWritable(seen, 10);
            }
        }
    }

    @Test
    void closingTheDoorKeepsWhatCameThroughIt() {
        Connection dialled = dial();
        farEvents.awaitUp(0);
        listening.close();

        assertEquals(1, dialled.send(List.of(frame(3, 3, 3))));
        farEvents.awaitFrames(1);
        near.dial(listening.bound(), nearPeer, nearEvents, DIAL_MILLIS);
        assertEquals(CloseReason.UNREACHABLE, nearEvents.awaitFailed(0));
        listening.close();
    }

    @Test
    void aTransportThatStopsEndsItsConnections() {
        Connection dialled = dial();
        Connection accepted = farEvents.awaitUp(0);
        stop(near);

        assertEquals(CloseReason.TRANSPORT_GONE, nearEvents.awaitClosed(dialled));
        assertEquals(CloseReason.GONE, farEvents.awaitClosed(accepted));
        near.dial(listening.bound(), nearPeer, nearEvents, DIAL_MILLIS);
        assertEquals(CloseReason.TRANSPORT_GONE, nearEvents.awaitFailed(0));
    }

    @Test
    void noMoreConnectionsThanAllowed() {
        TransportLimits one = new TransportLimits(512, 16_896, 128 * 1024, 20_000, 64, 1);
        TestContext modest = TestContext.fresh(one, new RecordingEvents());
        near.dial(listening.bound(), modest, nearEvents, DIAL_MILLIS);
        Connection first = nearEvents.awaitUp(0);
        near.dial(listening.bound(), modest, nearEvents, DIAL_MILLIS);
        assertEquals(CloseReason.TOO_MANY, nearEvents.awaitFailed(0));

        first.close(CloseReason.STOPPED);
        nearEvents.awaitClosed(first);
        near.dial(listening.bound(), modest, nearEvents, DIAL_MILLIS);
        nearEvents.awaitUp(1);
    }

    /** A door of a peer that asks the given question about whoever dials it. */
    private Listening choosyDoor(Function<PeerAddress, Optional<CloseReason>> question) throws IOException {
        return far.listen(door(), farPeer.refusing(question));
    }

    private static boolean isAnEnd(CloseReason reason) {
        return reason == CloseReason.GONE
                || reason == CloseReason.HANDSHAKE_FAILED
                || reason == CloseReason.BAD_CERTIFICATE
                // a socket that is cut off at once may never have looked connected
                || reason == CloseReason.UNREACHABLE;
    }

    @Test
    void whoComesFromWhereNobodyIsWantedIsTurnedAwayBeforeItIsKnown() throws IOException {
        List<PeerAddress> asked = new CopyOnWriteArrayList<>();
        Listening choosy = choosyDoor(from -> {
            asked.add(from);
            return Optional.of(CloseReason.UNWANTED);
        });
        near.dial(choosy.bound(), nearPeer, nearEvents, DIAL_MILLIS);

        CloseReason told = nearEvents.awaitTurnedAway();
        assertTrue(isAnEnd(told), "the dialler learns only that it is over: " + told);
        assertEquals(CloseReason.UNWANTED, farEvents.awaitFailed(0));
        assertEquals(asked, farEvents.failedAddresses());
        assertEquals(1, asked.size(), "asked once");
        assertEquals(Optional.empty(), asked.get(0).id());
        assertEquals(List.of(), farEvents.ups());
    }

    @Test
    void whoHasTheWrongIdIsTurnedAwayAsSoonAsItIsProven() throws IOException {
        List<PeerAddress> asked = new CopyOnWriteArrayList<>();
        Listening choosy = choosyDoor(from -> {
            asked.add(from);
            return from.id().map(id -> CloseReason.UNWANTED);
        });
        near.dial(choosy.bound(), nearPeer, nearEvents, DIAL_MILLIS);

        CloseReason told = nearEvents.awaitTurnedAway();
        assertTrue(isAnEnd(told), "the dialler learns only that it is over: " + told);
        assertEquals(CloseReason.UNWANTED, farEvents.awaitFailed(0));
        assertEquals(2, asked.size(), "asked twice");
        assertEquals(asked.get(0).withId(nearPeer.id()), asked.get(1));
        assertEquals(List.of(asked.get(0)), farEvents.failedAddresses());
        assertEquals(List.of(), farEvents.ups());
    }

    /** By the answers to the first question and what follows, a mesh knows how many are at its door. */
    @Test
    void ofWhoeverIsNotRefusedTheEndOrTheConnectionIsToldOnce() throws IOException {
        List<PeerAddress> let = new CopyOnWriteArrayList<>();
        TestContext unwanted = TestContext.fresh(LIMITS, new RecordingEvents());
        Listening choosy = choosyDoor(from -> {
            if (from.id().isEmpty()) {
                let.add(from);
            }
            return from.id().filter(unwanted.id()::equals).map(id -> CloseReason.UNWANTED);
        });
        List<PeerAddress> wanted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RecordingEvents comes = new RecordingEvents();
            near.dial(choosy.bound(), nearPeer, comes, DIAL_MILLIS);
            wanted.add(farEvents.awaitUp(i).remote());
            comes.awaitUp(0);
            RecordingEvents isRefused = new RecordingEvents();
            near.dial(choosy.bound(), unwanted, isRefused, DIAL_MILLIS);
            isRefused.awaitTurnedAway();
            RecordingEvents leaves = new RecordingEvents();
            near.dial(choosy.bound().withId(unwanted.id()), nearPeer, leaves, DIAL_MILLIS);
            assertEquals(CloseReason.WRONG_PEER, leaves.awaitFailed(0));
        }
        // a dialler that left is noticed a little later
        farEvents.awaitFailed(let.size() - wanted.size() - 1);

        wanted.addAll(farEvents.failedAddresses());
        Comparator<PeerAddress> byPort = Comparator.comparing(PeerAddress::toString);
        assertEquals(
                let.stream().sorted(byPort).toList(),
                wanted.stream().sorted(byPort).toList());
    }

    @Test
    void aFaultOfWhoeverIsAskedTurnsTheDiallerAway() throws IOException {
        Listening faulty = choosyDoor(from -> {
            throw new IllegalStateException("thrown by a test");
        });
        near.dial(faulty.bound(), nearPeer, nearEvents, DIAL_MILLIS);
        assertTrue(isAnEnd(nearEvents.awaitTurnedAway()));
        assertEquals(CloseReason.INTERNAL, farEvents.awaitFailed(0));
    }
}
