package org.myrmex.testkit.network.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.testkit.network.DelayingTransport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Puts a {@link DelayingTransport} before the transport of one scheme, by its higher ranking. Only where configured. */
@Component(
        service = Transport.class,
        configurationPid = "org.myrmex.testkit.delay",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {"myrmex.decorated:Boolean=true", "service.ranking:Integer=1000"})
@Designate(ocd = DelayingComponent.Config.class)
public final class DelayingComponent implements Transport {
    /** The delays. */
    @ObjectClassDefinition(name = "Delay between neighbours", description = "For tests and demonstrations.")
    public @interface Config {
        /** The transport to decorate. */
        @AttributeDefinition(description = "Scheme of the transport whose frames are held back.")
        String scheme() default "tls";

        /** One for each neighbour. */
        @AttributeDefinition(description = "One-way delays, each as peerid=milliseconds; peers not named have none.")
        String[] delaysMillis() default {};
    }

    private final DelayingTransport transport;

    /** By the framework. */
    @Activate
    public DelayingComponent(
            Config config, @Reference(name = "delegate", target = "(!(myrmex.decorated=true))") Transport delegate) {
        if (!delegate.scheme().equals(config.scheme())) {
            throw new IllegalArgumentException("the transport found is of scheme " + delegate.scheme()
                    + "; set delegate.target to (myrmex.transport.scheme=" + config.scheme() + ")");
        }
        Map<PeerId, Long> micros = new LinkedHashMap<>();
        for (String delay : config.delaysMillis()) {
            String[] parts = delay.split("=", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("a delay is written peerid=milliseconds");
            }
            micros.put(PeerId.parse(parts[0]), TimeUnit.MILLISECONDS.toMicros(Long.parseLong(parts[1])));
        }
        transport = new DelayingTransport(delegate, peer -> micros.getOrDefault(peer, 0L));
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
