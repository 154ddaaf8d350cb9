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
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
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
    private final BundleContext context;
    private final Map<ServiceReference<ChannelHandler>, Served> handlers = new ConcurrentHashMap<>();

    private record Served(LateHandler handler, Registration registration) {}

    @Activate
    public ChannelService(
            BundleContext context,
            @Reference Datagrams datagrams,
            @Reference Kem kem,
            @Reference Tasks tasks,
            @Reference Clock clock) {
        this.context = context;
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

    /** By its reference: a handler may need channels itself, and so cannot be made while these are being made. */
    @Reference(
            service = ChannelHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addHandler(ServiceReference<ChannelHandler> handler) {
        if (handler.getProperty(ChannelHandler.SERVICE) instanceof String service) {
            LateHandler late = new LateHandler(context, handler);
            handlers.put(handler, new Served(late, engine.serve(service, late)));
        } else {
            LOG.warn(
                    "{} serves no channels: give it the service property {} with one name",
                    handler.getBundle(),
                    ChannelHandler.SERVICE);
        }
    }

    void removeHandler(ServiceReference<ChannelHandler> handler) {
        Served served = handlers.remove(handler);
        if (served != null) {
            served.registration().close();
            served.handler().close();
        }
    }

    ChannelEngine engine() {
        return engine;
    }
}
