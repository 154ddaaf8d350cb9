package org.myrmex.channel.internal;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.myrmex.api.channel.ChannelHandler;
import org.myrmex.api.mesh.Datagrams;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The peer's one channel engine, with the handlers that the whiteboard holds. */
@Component(service = ChannelService.class, immediate = true)
public final class ChannelService {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelService.class);

    private final ChannelEngine engine;
    private final Map<ChannelHandler, Registration> handlers = new ConcurrentHashMap<>();

    @Activate
    public ChannelService(
            @Reference Datagrams datagrams, @Reference Kem kem, @Reference Tasks tasks, @Reference Clock clock) {
        this.engine = new ChannelEngine(datagrams, kem, tasks, clock, new SecureRandom());
    }

    @Activate
    void start() {
        engine.start();
    }

    @Deactivate
    void stop() {
        engine.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHandler(ChannelHandler handler, Map<String, Object> properties) {
        if (properties.get(ChannelHandler.SERVICE) instanceof String service) {
            handlers.put(handler, engine.serve(service, handler));
        } else {
            LOG.warn(
                    "{} serves no channels: give it the service property {} with one name",
                    handler.getClass().getName(),
                    ChannelHandler.SERVICE);
        }
    }

    void removeHandler(ChannelHandler handler) {
        Registration registration = handlers.remove(handler);
        if (registration != null) {
            registration.close();
        }
    }

    ChannelEngine engine() {
        return engine;
    }
}
