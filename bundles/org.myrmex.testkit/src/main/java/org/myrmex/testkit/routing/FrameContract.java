package org.myrmex.testkit.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.testkit.outbox.CountedBodies;
import org.myrmex.testkit.outbox.Effect;
import org.myrmex.testkit.outbox.RecordingOutbox;

/** What every routing protocol does with single frames, good and bad; part of {@link RoutingContract}. */
public abstract class FrameContract {
    private static final long NOW = 1_700_000_000_000_000L;
    private static final int QUERY_BYTES = 2048;
    private static final LinkId FIRST = new LinkId(1);
    private static final LinkId SECOND = new LinkId(2);

    private final CountedBodies bodies = new CountedBodies();
    private final SplittableRandom random = new SplittableRandom(20);
    private long nextHandle = 1;

    /** The factory to test. */
    protected abstract RoutingProtocolFactory factory();

    @Test
    void aFrameThatComesAgainIsNotDeliveredAgain() {
        Peer asker = new Peer();
        Peer receiver = new Peer();
        ByteBuffer query = asker.queryHeader();
        long deliveries = 0;
        for (LinkId link : List.of(FIRST, SECOND, FIRST, SECOND)) {
            List<Effect> effects = receiver.receive(link, query, QUERY_BYTES);
            deliveries += deliveries(effects);
            RecordingOutbox.discard(effects);
        }
        assertEquals(1, deliveries);
        assertEquals(0, bodies.alive());
    }

    @Test
    void randomHeadersAreDroppedWithAReason() {
        for (int i = 0; i < 2000; i++) {
            byte[] header = new byte[random.nextInt(513)];
            random.nextBytes(header);
            assertDropped(header, "random bytes");
        }
    }

    @Test
    void cutHeadersAreDroppedWithAReason() {
        byte[] query = new Peer().queryHeader().array();
        for (int length = 0; length < query.length; length++) {
            assertDropped(Arrays.copyOf(query, length), "cut to " + length);
        }
    }

    @Test
    void extendedHeadersAreDroppedWithAReason() {
        byte[] query = new Peer().queryHeader().array();
        for (int length = query.length + 1; length <= 512; length++) {
            assertDropped(Arrays.copyOf(query, length), "extended to " + length);
        }
    }

    @Test
    void headersWithAFlippedBitNeverThrowAndNeverReachTwoResponders() {
        byte[] query = new Peer().queryHeader().array();
        for (int bit = 0; bit < query.length * 8; bit++) {
            byte[] flipped = query.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            List<Effect> effects = new Peer().receive(FIRST, ByteBuffer.wrap(flipped), QUERY_BYTES);
            assertTrue(deliveries(effects) <= 1, "bit " + bit);
            RecordingOutbox.discard(effects);
        }
        assertEquals(0, bodies.alive());
    }

    @Test
    void ownAndRelayedQueriesHaveHeadersOfOneLengthWithinTheLimit() {
        ByteBuffer own = new Peer().queryHeader();
        List<Effect> effects = new Peer().receive(FIRST, own, QUERY_BYTES);
        List<Effect.Send> copies = effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(Effect.Send.class::cast)
                .toList();
        assertEquals(List.of(SECOND), copies.stream().map(Effect.Send::link).toList(), "everywhere but back");
        assertEquals(own.remaining(), copies.get(0).header().remaining());
        assertTrue(own.remaining() <= RoutingLimits.DEFAULT.maxHeaderBytes());
        RecordingOutbox.discard(effects);
        assertEquals(0, bodies.alive());
    }

    private void assertDropped(byte[] header, String what) {
        String all = what + ": " + HexFormat.of().formatHex(header);
        List<Effect> effects = new Peer().receive(SECOND, ByteBuffer.wrap(header), QUERY_BYTES);
        assertEquals(0, deliveries(effects), all);
        assertFalse(effects.stream().anyMatch(Effect.Send.class::isInstance), all);
        List<DropReason> reasons = effects.stream()
                .filter(Effect.Release.class::isInstance)
                .map(effect -> ((Effect.Release) effect).reason())
                .toList();
        assertEquals(1, reasons.size(), all);
        assertNotEquals(DropReason.DONE, reasons.get(0), all);
        assertEquals(0, bodies.alive(), all);
    }

    private static long deliveries(List<Effect> effects) {
        return effects.stream().filter(Effect.Deliver.class::isInstance).count();
    }

    /** One protocol with two links and an own address. */
    private final class Peer {
        private final RecordingOutbox outbox = new RecordingOutbox();
        private final VirtualAddress address = VirtualAddress.of(bytes(VirtualAddress.LENGTH));
        private final RoutingProtocol routing;

        Peer() {
            List<RoutingProtocol> made = new ArrayList<>();
            RecordingOutbox.discard(outbox.collect(() ->
                    made.add(factory().create(NOW, RoutingLimits.DEFAULT, random.split(), Optional.empty(), outbox))));
            routing = made.get(0);
            AddressRecord record = new AddressRecord(bytes(AddressRecord.ED_BYTES), bytes(AddressRecord.XW_BYTES));
            RecordingOutbox.discard(outbox.collect(() -> routing.addressOpened(NOW, address, record)));
            for (LinkId link : List.of(FIRST, SECOND)) {
                LinkFacts facts = new LinkFacts(PeerId.of(bytes(32)), true, true, Realm.LOOPBACK, NOW);
                RecordingOutbox.discard(outbox.collect(() -> routing.linkUp(NOW, link, facts)));
            }
        }

        /** The header of an own query, as a neighbour gets it. */
        ByteBuffer queryHeader() {
            Body body = bodies.make(QUERY_BYTES);
            Message query =
                    new Message(MessageKind.QUERY, address, VirtualAddress.EVERYBODY, bytes(Message.ID_BYTES), body);
            List<Effect> effects =
                    outbox.collect(() -> routing.query(NOW, query, QueryScope.DEFAULT, new Handle(nextHandle++)));
            body.release();
            ByteBuffer header = effects.stream()
                    .filter(Effect.Send.class::isInstance)
                    .map(effect -> ((Effect.Send) effect).header())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the query went nowhere"));
            RecordingOutbox.discard(effects);
            byte[] copy = new byte[header.remaining()];
            header.duplicate().get(copy);
            return ByteBuffer.wrap(copy);
        }

        List<Effect> receive(LinkId link, ByteBuffer header, int bodyBytes) {
            Body body = bodies.make(bodyBytes);
            List<Effect> effects = outbox.collect(
                    () -> routing.received(NOW + 1, link, header.duplicate(), body, new Handle(nextHandle++)));
            body.release();
            return effects;
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
