package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Offers {@link TlsTransport} as a service and ends it with the bundle. */
@Component(service = Transport.class, property = Transport.SCHEME_PROPERTY + "=" + TlsTransport.SCHEME)
public final class TlsTransportComponent implements Transport {
    private final TlsTransport transport = new TlsTransport();
    // the old one and, for a moment, the new one
    private final IdentityHashMap<Metrics, List<Registration>> shown = new IdentityHashMap<>();

    /** By the framework. */
    @Activate
    public TlsTransportComponent() {}

    /** Figures are shown whenever somebody shows them. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void addMetrics(Metrics metrics) {
        shown.put(metrics, Usage.show(metrics, transport::usage));
    }

    synchronized void removeMetrics(Metrics metrics) {
        shown.remove(metrics).forEach(Registration::close);
    }

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
