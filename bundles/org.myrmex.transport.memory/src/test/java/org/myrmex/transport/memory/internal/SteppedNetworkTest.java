package org.myrmex.transport.memory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.transport.RecordingEvents;
import org.myrmex.testkit.transport.TestContext;

/** What needs an exact order of steps to show. */
class SteppedNetworkTest {
    private final MemoryNetwork network = MemoryNetwork.stepped();
    private final RecordingEvents near = new RecordingEvents();
    private final RecordingEvents far = new RecordingEvents();

    @Test
    void anEndIsToldOnceEvenWhenTheLastFrameIsTooLarge() throws IOException {
        TransportLimits narrow = new TransportLimits(512, 512, 128 * 1024, 1_000, 64, 256);
        MemoryTransport dialling = new MemoryTransport(network);
        Listening door = new MemoryTransport(network)
                .listen(new PeerAddress("memory", "far", 0, Optional.empty()), TestContext.fresh(narrow, far));
        dialling.dial(door.bound(), TestContext.fresh(TransportLimits.DEFAULT, near), near, 1_000);
        network.settle();
        Connection connection = near.awaitUp(0);

        assertEquals(1, connection.send(List.of(new Frame(1, 1, ByteBuffer.allocate(0), Body.of(new byte[1024])))));
        dialling.close();
        network.settle();

        assertEquals(CloseReason.GONE, near.awaitClosed(connection));
        assertEquals(CloseReason.OVERSIZED_FRAME, far.awaitClosed(far.awaitUp(0)));
        assertEquals(List.of(), near.breaches());
        assertEquals(List.of(), far.breaches());
    }
}
