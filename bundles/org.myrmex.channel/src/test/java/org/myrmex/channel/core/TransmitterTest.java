package org.myrmex.channel.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.SendOptions.Route;

/** How many records the mesh holds for a channel, by how its first link takes them. */
class TransmitterTest {
    private static final int FEW = Transmitter.MAX_UNWRITTEN;
    private static final int MANY = Transmitter.MAX_UNWRITTEN_AT_ONCE;
    private static final long QUICK = Transmitter.AT_ONCE_MICROS / 5;
    private static final long SLOW = Transmitter.AT_ONCE_MICROS * 2;

    private final Deque<Long> held = new ArrayDeque<>();
    private final Transmitter transmitter = new Transmitter(
            new Sealer(Given.agreed().keys().toAnswerer(), Given.PARTIES.opener(), Given.PARTIES.answerer(), 0),
            new ReceiveWindow(new Budget(Budget.DEFAULT_BYTES)),
            new Liveness(0, 60_000_000),
            new Given.Effects());
    private long now;

    @Test
    void aFewUntilTheLinkHasShownThatItIsQuick() {
        assertEquals(FEW, fill());
        leave(QUICK);
        assertEquals(MANY, fill());
        leave(QUICK);
        assertEquals(MANY, fill());
    }

    @Test
    void aFewAgainWhenItIsSlow() {
        fill();
        leave(SLOW);
        assertEquals(FEW, fill());
        leave(QUICK);
        fill();
        leave(SLOW);
        assertEquals(FEW, fill());
    }

    @Test
    void aFewAgainWhenNothingLeavesAnyMore() {
        fill();
        leave(QUICK);
        for (int i = 0; i < FEW; i++) {
            say();
        }
        now += SLOW;
        assertEquals(FEW, fill());
    }

    @Test
    void oneThatLeavesAloneShowsNothing() {
        say();
        leave(0);
        assertEquals(FEW, fill());
    }

    @Test
    void whatIsRefusedHasNotLeft() {
        fill();
        transmitter.records().written(now, held.removeLast());
        assertEquals(FEW, fill());
    }

    /** Returns how many the mesh holds then. */
    private int fill() {
        while (!transmitter.full(now)) {
            say();
        }
        return held.size();
    }

    private void say() {
        held.add(transmitter
                .transmit(now, Segment.Kind.ACKNOWLEDGE, 0, new byte[0], Route.KNOWN)
                .orElseThrow()
                .counter());
    }

    /** All of them, in their order. */
    private void leave(long micros) {
        now += micros;
        while (!held.isEmpty()) {
            transmitter.records().written(now, held.poll());
        }
    }
}
