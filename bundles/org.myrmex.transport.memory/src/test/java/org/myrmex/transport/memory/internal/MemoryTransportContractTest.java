package org.myrmex.transport.memory.internal;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.testkit.transport.TransportContract;

final class MemoryTransportContractTest extends TransportContract {
    private final MemoryNetwork network = MemoryNetwork.threaded();

    @AfterEach
    void endTheNetwork() {
        network.close();
    }

    @Override
    protected Transport open() {
        return new MemoryTransport(network);
    }

    @Override
    protected void stop(Transport transport) {
        ((MemoryTransport) transport).close();
    }

    @Override
    protected PeerAddress door() {
        return new PeerAddress("memory", "somewhere", 0, Optional.empty());
    }

    @Override
    protected PeerAddress nobody() {
        return new PeerAddress("memory", "nowhere", 1, Optional.empty());
    }
}
