package org.myrmex.transport.memory.internal;

import java.io.IOException;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Offers a {@link MemoryTransport} on a network of its own: the peers of one framework reach each other, no others. */
@Component(service = Transport.class, property = Transport.SCHEME_PROPERTY + "=" + MemoryTransport.SCHEME)
public final class MemoryTransportComponent implements Transport {
    private final MemoryNetwork network = MemoryNetwork.threaded();
    private final MemoryTransport transport = new MemoryTransport(network);

    /** By the framework. */
    @Activate
    public MemoryTransportComponent() {}

    @Deactivate
    void stop() {
        transport.close();
        network.close();
    }

    @Override
    public String scheme() {
        return transport.scheme();
    }

    @Override
    public Listening listen(PeerAddress address, TransportContext context) throws IOException {
        return transport.listen(address, context);
    }

    @Override
    public void dial(PeerAddress address, TransportContext context, ConnectionEvents events, long timeoutMillis) {
        transport.dial(address, context, events, timeoutMillis);
    }
}
