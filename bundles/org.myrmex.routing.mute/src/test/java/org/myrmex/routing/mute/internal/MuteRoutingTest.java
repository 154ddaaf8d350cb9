package org.myrmex.routing.mute.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.api.routing.MessageKind.ANSWER;
import static org.myrmex.api.routing.MessageKind.DATAGRAM;
import static org.myrmex.api.routing.MessageKind.QUERY;
import static org.myrmex.routing.mute.internal.Bench.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingEvent.Kind;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.SavePurpose;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.testkit.outbox.Effect;

class MuteRoutingTest {
    private static final VirtualAddress ALICE = address(1);
    private static final VirtualAddress BOB = address(2);
    private static final VirtualAddress OWN = address(3);

    @Test
    void theFirstCopyGoesToAllButTheSenderAndLaterCopiesAreDropped() {
        Bench bench = new Bench(3, 1, 2);
        MuteHeader query = bench.receive(2, QUERY, ALICE, VirtualAddress.EVERYBODY);
        assertEquals(List.of(1, 3), bench.sentTo());
        assertEquals(List.of(Kind.QUERY_RECEIVED, Kind.BROADCAST), bench.notes());
        assertInstanceOf(
                Effect.Deliver.class, bench.effects().get(bench.effects().size() - 1), "after forwarding");
        bench.receive(3, query);
        assertEquals(List.of(), bench.sentTo());
        assertEquals(0, bench.deliveries());
        assertEquals(List.of(Kind.QUERY_RECEIVED, Kind.DUPLICATE), bench.notes());
        assertEquals(List.of(DropReason.DUPLICATE), bench.drops());
        bench.receive(1, ANSWER, BOB, ALICE);
        assertEquals(List.of(2), bench.sentTo(), "the later copy left no scent");
        assertEquals(0, bench.bodiesAlive());
    }

    @Test
    void aNewerMessageOfTheSameSenderMovesTheScent() {
        Bench bench = new Bench(1, 2, 3);
        bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        bench.receive(2, QUERY, ALICE, VirtualAddress.EVERYBODY);
        bench.receive(3, DATAGRAM, BOB, ALICE);
        assertEquals(List.of(2), bench.sentTo());
        assertEquals(List.of(Kind.MESSAGE_RECEIVED, Kind.ROUTED), bench.notes());
    }

    @Test
    void aScentThatPointsAtTheSenderCountsAsNone() {
        Bench bench = new Bench(1, 2, 3);
        bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        bench.receive(1, DATAGRAM, BOB, ALICE);
        assertEquals(List.of(2, 3), bench.sentTo());
        assertEquals(
                List.of(0L, 0L), bench.sends().stream().map(Effect.Send::flow).toList());
    }

    @Test
    void onlyRoutedDatagramsHaveAFlowAndEachDirectionItsOwn() {
        Bench bench = new Bench(1, 2);
        bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        bench.receive(2, ANSWER, BOB, ALICE);
        assertEquals(0, bench.sends().get(0).flow());
        bench.receive(2, DATAGRAM, BOB, ALICE);
        long towardsAlice = bench.sends().get(0).flow();
        bench.receive(1, DATAGRAM, ALICE, BOB);
        long towardsBob = bench.sends().get(0).flow();
        assertTrue(towardsAlice > 0 && towardsBob > 0);
        assertNotEquals(towardsAlice, towardsBob);
        bench.receive(2, DATAGRAM, BOB, ALICE);
        assertEquals(towardsAlice, bench.sends().get(0).flow());
    }

    @Test
    void aMessageForAnOwnAddressIsDeliveredAndGoesNoFurther() {
        Bench bench = new Bench(1, 2);
        bench.open(OWN);
        bench.receive(1, DATAGRAM, ALICE, OWN);
        assertEquals(1, bench.deliveries());
        assertEquals(List.of(), bench.sentTo());
        assertEquals(List.of(Kind.MESSAGE_RECEIVED, Kind.DELIVERED), bench.notes());
        bench.send(OWN, ALICE, SendOptions.DEFAULT);
        assertEquals(List.of(1), bench.sentTo(), "its scent leads back");
    }

    @Test
    void anOwnMessageThatComesBackIsDropped() {
        Bench bench = new Bench(1, 2);
        bench.send(OWN, ALICE, SendOptions.DEFAULT);
        assertEquals(List.of(1, 2), bench.sentTo());
        bench.receive(2, bench.sends().get(0).header(), 16_896);
        assertEquals(List.of(DropReason.DUPLICATE), bench.drops());
    }

    @Test
    void aFreshMessageFlushesTheScentAndIsLaidOut() {
        Bench bench = new Bench(1, 2, 3);
        bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        bench.receive(2, new MuteHeader(DATAGRAM, true, bench.id(), BOB, ALICE));
        assertEquals(List.of(1, 3), bench.sentTo());
        assertEquals(List.of(Kind.MESSAGE_RECEIVED, Kind.FLUSHED, Kind.BROADCAST), bench.notes());
        assertEquals(1, bench.sends().get(0).header().get(2), "the flag goes on");
        bench.receive(3, DATAGRAM, BOB, ALICE);
        assertEquals(List.of(1, 2), bench.sentTo(), "the scent is gone");
    }

    @Test
    void aDeadLinkTakesItsScentsWithIt() {
        Bench bench = new Bench(1, 2, 3);
        bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        bench.down(1);
        assertEquals(List.of(Kind.SCENT_LOST), bench.notes());
        bench.receive(2, DATAGRAM, BOB, ALICE);
        assertEquals(List.of(3), bench.sentTo());
        bench.down(3);
        assertEquals(List.of(), bench.notes(), "no scent pointed there");
    }

    @Test
    void aRoutedFrameOfADeadLinkFindsAnotherWayButNotBack() {
        Bench bench = new Bench(1, 2, 3, 4);
        bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        MuteHeader datagram = bench.receive(2, DATAGRAM, BOB, ALICE);
        bench.down(1);
        bench.returned(1, datagram);
        assertEquals(List.of(3, 4), bench.sentTo());
        bench.receive(4, QUERY, ALICE, VirtualAddress.EVERYBODY);
        bench.returned(1, datagram);
        assertEquals(List.of(), bench.sentTo(), "it has been laid out by now");
        MuteHeader second = bench.receive(2, DATAGRAM, BOB, ALICE);
        bench.receive(3, QUERY, ALICE, VirtualAddress.EVERYBODY);
        bench.returned(4, second);
        assertEquals(List.of(3), bench.sentTo(), "by the other scent");
        assertEquals(0, bench.bodiesAlive());
    }

    @Test
    void aBroadcastCopyOfADeadLinkIsNotSentAgain() {
        Bench bench = new Bench(1, 2, 3);
        MuteHeader query = bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        bench.returned(2, query);
        assertEquals(List.of(), bench.sentTo());
        MuteHeader datagram = bench.receive(1, DATAGRAM, ALICE, BOB);
        bench.returned(2, datagram);
        assertEquals(List.of(), bench.sentTo());
        assertEquals(List.of(DropReason.NO_ROUTE), bench.drops());
    }

    @Test
    void withNowhereToGoTheReasonIsNoRoute() {
        Bench bench = new Bench(1);
        bench.receive(1, DATAGRAM, ALICE, BOB);
        assertEquals(List.of(DropReason.NO_ROUTE), bench.drops());
        bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        assertEquals(List.of(), bench.drops(), "a query was delivered here");
    }

    @Test
    void anImpossibleFrameClosesItsLink() {
        Bench bench = new Bench(1, 2);
        MuteHeader query = new MuteHeader(QUERY, false, bench.id(), ALICE, VirtualAddress.EVERYBODY);
        bench.receive(2, query.write(), 4096);
        assertEquals(List.of(DropReason.MALFORMED), bench.drops());
        assertTrue(bench.effects().contains(new Effect.CloseLink(new LinkId(2), CloseReason.PROTOCOL_ERROR)));
        bench.receive(1, query);
        assertEquals(List.of(2), bench.sentTo(), "its id was not remembered");
    }

    @Test
    void idsAndScentsExpireByAge() {
        RoutingLimits limits = new RoutingLimits(10, 10, 2_000, 1_000, 512);
        Bench bench = new Bench(Scent.FIRST_COPY, limits, Optional.empty(), 1, 2, 3);
        assertEquals(Long.MAX_VALUE, bench.routing().nextWakeUp());
        MuteHeader query = bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        bench.pass(999_999);
        bench.receive(2, DATAGRAM, BOB, ALICE);
        assertEquals(List.of(1), bench.sentTo(), "still alive, and alive again by its use");
        bench.pass(999_999);
        bench.receive(2, DATAGRAM, BOB, ALICE);
        assertEquals(List.of(1), bench.sentTo());
        bench.receive(3, query);
        assertEquals(List.of(DropReason.DUPLICATE), bench.drops());
        bench.pass(1_000_000);
        bench.receive(2, DATAGRAM, BOB, ALICE);
        assertEquals(List.of(1, 3), bench.sentTo(), "unused for its whole life");
        bench.receive(3, query);
        assertEquals(List.of(1, 2), bench.sentTo(), "its id is forgotten");
    }

    @Test
    void tickingWhenAskedEmptiesTheTables() {
        Bench bench = new Bench(1, 2, 3);
        bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        int ticks = 0;
        while (bench.routing().nextWakeUp() != Long.MAX_VALUE && ticks < 10) {
            assertTrue(bench.routing().nextWakeUp() > bench.now());
            bench.pass(bench.routing().nextWakeUp() - bench.now());
            bench.tick();
            ticks++;
        }
        assertEquals(2, ticks, "one for the scent, one for the id");
        assertEquals(9, bench.routing().save(bench.now(), SavePurpose.SWAP).length, "nothing but version and counts");
    }

    @Test
    void forgedSendersPushOutTheLeastRecentlyUsedOnly() {
        RoutingLimits limits = new RoutingLimits(100, 50, 900_000, 600_000, 512);
        Bench bench = new Bench(Scent.FIRST_COPY, limits, Optional.empty(), 1, 2, 3);
        bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        MuteHeader first = null;
        for (int forged = 100; forged < 1100; forged++) {
            MuteHeader query = bench.receive(3, QUERY, address(forged), VirtualAddress.EVERYBODY);
            first = first == null ? query : first;
            if (forged % 50 == 0) {
                bench.receive(2, DATAGRAM, BOB, ALICE);
                assertEquals(List.of(1), bench.sentTo(), "a scent in use survives");
            }
        }
        assertEquals(100, routes(bench).size());
        bench.receive(3, first);
        assertEquals(List.of(1, 2), bench.sentTo(), "the oldest ids made room");
    }

    @Test
    void savedScentsWaitForTheirLinksAndVanishWithoutThem() {
        Bench before = new Bench(1, 2, 3);
        before.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        MuteHeader query = before.receive(2, QUERY, BOB, VirtualAddress.EVERYBODY);
        byte[] saved = before.routing().save(before.now(), SavePurpose.SWAP);
        Bench after = new Bench(Scent.FIRST_COPY, RoutingLimits.DEFAULT, Optional.of(saved));
        assertEquals(List.of(), routes(after));
        after.up(1);
        after.up(3);
        assertEquals(1, routes(after).size());
        after.receive(3, DATAGRAM, address(9), ALICE);
        assertEquals(List.of(1), after.sentTo());
        after.receive(3, query);
        assertEquals(List.of(DropReason.DUPLICATE), after.drops());
        assertEquals(
                Bench.START_MICROS + MuteRouting.RESTORE_MICROS, after.routing().nextWakeUp());
        after.pass(MuteRouting.RESTORE_MICROS);
        after.tick();
        after.up(2);
        assertEquals(
                List.of(ALICE, address(9)),
                routes(after).stream().map(RouteView::address).toList());
    }

    @Test
    void whatIsSavedForTheNextStartIsEmpty() {
        Bench bench = new Bench(1, 2);
        bench.open(OWN);
        bench.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        assertArrayEquals(new byte[0], bench.routing().save(bench.now(), SavePurpose.RESTART));
    }

    @Test
    void theRandomQueueDrawsByShareAndForgetsTheOldest() {
        Bench bench = new Bench(Scent.RANDOM_QUEUE, RoutingLimits.DEFAULT, Optional.empty(), 1, 2, 3, 4);
        for (int i = 0; i < 50; i++) {
            bench.receive(4, QUERY, ALICE, VirtualAddress.EVERYBODY);
        }
        for (int i = 0; i < 100; i++) {
            bench.receive(i % 4 == 0 ? 2 : 1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        }
        assertEquals(List.of(0.75, 0.25), weights(bench));
        TreeMap<Integer, Integer> drawn = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            bench.receive(3, DATAGRAM, BOB, ALICE);
            drawn.merge(bench.sentTo().get(0), 1, Integer::sum);
        }
        assertEquals(List.of(1, 2), List.copyOf(drawn.keySet()));
        assertEquals(750, drawn.get(1), 60);
        bench.receive(1, DATAGRAM, BOB, ALICE);
        assertEquals(List.of(2), bench.sentTo(), "never back to the sender");
    }

    @Test
    void theFirstCopyGoesOnWithTheNewestOfAQueue() {
        Bench queue = new Bench(Scent.RANDOM_QUEUE, RoutingLimits.DEFAULT, Optional.empty(), 1, 2, 3);
        queue.receive(2, QUERY, ALICE, VirtualAddress.EVERYBODY);
        queue.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        byte[] saved = queue.routing().save(queue.now(), SavePurpose.SWAP);
        Bench after = new Bench(Scent.FIRST_COPY, RoutingLimits.DEFAULT, Optional.of(saved), 1, 2, 3);
        assertEquals(List.of(1.0), weights(after));
        after.receive(3, DATAGRAM, BOB, ALICE);
        assertEquals(List.of(1), after.sentTo());
    }

    @Test
    void aQueueBeginsWithTheScentOfTheFirstCopy() {
        Bench first = new Bench(1, 2, 3);
        first.receive(1, QUERY, ALICE, VirtualAddress.EVERYBODY);
        byte[] saved = first.routing().save(first.now(), SavePurpose.SWAP);
        Bench after = new Bench(Scent.RANDOM_QUEUE, RoutingLimits.DEFAULT, Optional.of(saved), 1, 2, 3);
        after.receive(3, DATAGRAM, BOB, ALICE);
        assertEquals(List.of(1), after.sentTo());
        after.receive(2, QUERY, ALICE, VirtualAddress.EVERYBODY);
        assertEquals(List.of(0.5, 0.5), weights(after).subList(0, 2));
    }

    @Test
    void bothRoutingsSayTheSameHelloAndKeepTheSameState() {
        MuteFactory first = new MuteRoutingFactory();
        MuteFactory queue = new RandomQueueRoutingFactory();
        assertEquals(List.of("mute", "mute-random-queue"), List.of(first.name(), queue.name()));
        assertEquals("mute/1", first.wire());
        assertEquals(first.wire(), queue.wire());
        assertEquals(first.stateVersion(), queue.stateVersion());
    }

    private static List<Double> weights(Bench bench) {
        return routes(bench).stream().map(RouteView::weight).toList();
    }

    private static List<RouteView> routes(Bench bench) {
        List<RouteView> routes = new ArrayList<>();
        bench.routing().routes(bench.now(), routes::add);
        return routes;
    }
}
