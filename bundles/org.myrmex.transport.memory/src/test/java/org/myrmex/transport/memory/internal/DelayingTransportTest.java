package org.myrmex.transport.memory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.network.DelayingTransport;
import org.myrmex.testkit.transport.RecordingEvents;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.testkit.transport.TransportContract;

/** The decorator of the testkit keeps the contract of what it decorates, and delays. */
final class DelayingTransportTest extends TransportContract {
    private static final long DELAY_MILLIS = 20;

    private final MemoryNetwork network = MemoryNetwork.threaded();

    @AfterEach
    void endTheNetwork() {
        network.close();
    }

    @Override
    protected Transport open() {
        return new DelayingTransport(
                new MemoryTransport(network), peer -> TimeUnit.MILLISECONDS.toMicros(DELAY_MILLIS));
    }

    @Override
    protected void stop(Transport transport) {
        ((DelayingTransport) transport).close();
    }

    @Override
    protected PeerAddress door() {
        return new PeerAddress("memory", "somewhere", 0, Optional.empty());
    }

    @Override
    protected PeerAddress nobody() {
        return new PeerAddress("memory", "nowhere", 1, Optional.empty());
    }

    @Test
    void eachDirectionTakesItsDelay() throws IOException {
        RecordingEvents events = new RecordingEvents();
        RecordingEvents farEvents = new RecordingEvents();
        Transport far = open();
        Transport near = open();
        Listening door = far.listen(door(), TestContext.fresh(TransportLimits.DEFAULT, farEvents));
        near.dial(door.bound(), TestContext.fresh(TransportLimits.DEFAULT, events), events, 1_000);
        Connection dialled = events.awaitUp(0);
        Connection accepted = farEvents.awaitUp(0);

        long start = System.nanoTime();
        dialled.send(List.of(new Frame(1, 1, ByteBuffer.allocate(0), Body.EMPTY)));
        farEvents.awaitFrames(1);
        accepted.send(List.of(new Frame(1, 1, ByteBuffer.allocate(0), Body.EMPTY)));
        events.awaitFrames(1);
        long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(tookMillis >= 2 * DELAY_MILLIS, "there and back took " + tookMillis + " ms");

        stop(near);
        assertEquals(CloseReason.TRANSPORT_GONE, events.awaitClosed(dialled));
        stop(far);
    }
}
