package org.myrmex.transport.tls.internal;

import java.io.IOException;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Offers {@link TlsTransport} as a service and ends it with the bundle. */
@Component(service = Transport.class, property = Transport.SCHEME_PROPERTY + "=" + TlsTransport.SCHEME)
public final class TlsTransportComponent implements Transport {
    private final TlsTransport transport = new TlsTransport();

    /** By the framework. */
    @Activate
    public TlsTransportComponent() {}

    @Deactivate
    void stop() {
        transport.close();
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
