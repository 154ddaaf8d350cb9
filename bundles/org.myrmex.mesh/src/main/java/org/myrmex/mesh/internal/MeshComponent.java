package org.myrmex.mesh.internal;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.event.Topics;
import org.myrmex.api.mesh.Datagrams;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.mesh.QueryResponder;
import org.myrmex.api.mesh.Routes;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.HealthCheck;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.guard.AdmissionRules;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The OSGi skin of {@link Peer}. */
@Component(
        immediate = true,
        service = {},
        configurationPid = MeshComponent.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = MeshComponent.Config.class)
public final class MeshComponent {
    static final String PID = "org.myrmex.mesh";
    private static final int FEWEST_PLACES = 5;

    /** What an operator may set. */
    @ObjectClassDefinition(name = "Myrmex mesh", description = "Neighbour links and routing of this peer")
    @interface Config {
        @AttributeDefinition(description = "Addresses to listen on, e.g. tls://0.0.0.0:7081; none to listen nowhere")
        String[] listen() default {"tls://0.0.0.0:7081"};

        @AttributeDefinition(description = "Name of the routing protocol")
        String routing() default "mute";

        @AttributeDefinition(description = "Schemes of the transports that may be used; none for all")
        String[] transports() default {};

        @AttributeDefinition(description = "Neighbours that the peer looks for")
        int wantedDegree() default 5;

        @AttributeDefinition(description = "Below so many neighbours the peer warns")
        int minLinks() default 3;

        @AttributeDefinition(
                description = "Neighbours in all, dialled and accepted, but for those that were named by hand;"
                        + " 0 for as many as are looked for, and five at least")
        int maxLinks() default 0;

        @AttributeDefinition(
                description = "How often a link to a neighbour gets a younger connection, minutes; 0 for never")
        int renewMinutes() default 60;

        @AttributeDefinition(
                description = "Ids of the peers that may be neighbours, and nobody else; none for everybody")
        String[] onlyPeers() default {};

        @AttributeDefinition(
                description = "Connections from one public network (/24, /48) that have not shown who they are,"
                        + " and as many again that have not said hello")
        int unfinishedPerNetwork() default 8;

        @AttributeDefinition(description = "Neighbours in one public network (/24, /48)")
        int linksPerNetwork() default 2;

        @AttributeDefinition(description = "How long a handshake may take, milliseconds")
        int handshakeTimeoutMillis() default 5_000;

        @AttributeDefinition(description = "How fast each link may send, bytes per second; 0 for no limit")
        long linkBytesPerSecond() default 0;

        @AttributeDefinition(description = "How fast all links together may send, bytes per second; 0 for no limit")
        long peerBytesPerSecond() default 0;

        @AttributeDefinition(
                description = "Whether each link sends cover frames, in which queries and answers travel: on or off",
                options = {@Option(label = "off", value = "off"), @Option(label = "on", value = "on")})
        String cover() default "off";

        @AttributeDefinition(description = "From cover frame to cover frame of a link, milliseconds; 100 at least")
        int coverMillis() default 500;
    }

    private final Peer peer;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    /** By who shows them: the old one and, for a moment, the new one. */
    private final IdentityHashMap<Metrics, List<Registration>> shown = new IdentityHashMap<>();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile EventAdmin events;

    @Activate
    public MeshComponent(BundleContext context, Config config, @Reference PluginHome home, @Reference Clock clock)
            throws IOException {
        peer = new Peer(settings(config), LinkKeyFile.load(home), clock::nowMicros, new SecureRandom());
        peer.storeKeysIn(key -> LinkKeyFile.store(home, key));
        AnchorsFile anchors = new AnchorsFile(home);
        peer.anchors(anchors, anchors.read());
        peer.observe(new EventPoster());
        registrations.add(context.registerService(Mesh.class, new MeshFactory(), null));
        registrations.add(context.registerService(Datagrams.class, peer.datagrams(), null));
        registrations.add(context.registerService(Kem.class, peer.kem(), null));
        registrations.add(context.registerService(Neighbours.class, peer.neighbours(), null));
        registrations.add(context.registerService(Routes.class, peer.routes(), null));
        HealthCheck health =
                new NeighboursHealth(peer::view, Surroundings::present, config.minLinks(), config.routing());
        registrations.add(context.registerService(HealthCheck.class, health, null));
        peer.start();
    }

    private static PeerSettings settings(Config config) {
        TransportLimits shipped = TransportLimits.DEFAULT;
        TransportLimits limits = new TransportLimits(
                shipped.maxHeaderBytes(),
                shipped.maxBodyBytes(),
                shipped.queueBytes(),
                config.handshakeTimeoutMillis(),
                shipped.maxUnfinishedHandshakes(),
                shipped.maxConnections());
        List<PeerAddress> doors = new ArrayList<>();
        for (String door : config.listen()) {
            doors.add(PeerAddress.parse(door));
        }
        TreeSet<PeerId> onlyPeers = new TreeSet<>();
        for (String id : config.onlyPeers()) {
            onlyPeers.add(PeerId.parse(id));
        }
        return new PeerSettings(
                List.copyOf(doors),
                config.routing(),
                Set.of(config.transports()),
                config.wantedDegree(),
                config.minLinks(),
                config.maxLinks() == 0 ? Math.max(FEWEST_PLACES, config.wantedDegree()) : config.maxLinks(),
                config.renewMinutes(),
                new AdmissionRules(onlyPeers, config.unfinishedPerNetwork(), config.linksPerNetwork()),
                LinkPace.of(
                        config.linkBytesPerSecond(), config.peerBytesPerSecond(), config.cover(), config.coverMillis()),
                limits);
    }

    @Deactivate
    public void stop() {
        registrations.forEach(ServiceRegistration::unregister);
        peer.close();
    }

    /** Figures are shown whenever somebody shows them. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void addMetrics(Metrics metrics) {
        shown.put(metrics, ShownCounters.show(metrics, peer::counters));
    }

    synchronized void removeMetrics(Metrics metrics) {
        shown.remove(metrics).forEach(Registration::close);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addTransport(Transport transport, Map<String, Object> properties) {
        peer.addTransport(transport, ranking(properties));
    }

    void removeTransport(Transport transport) {
        peer.removeTransport(transport);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addRouting(RoutingProtocolFactory factory, Map<String, Object> properties) {
        peer.addRouting(factory, ranking(properties));
    }

    void removeRouting(RoutingProtocolFactory factory) {
        peer.removeRouting(factory);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addSource(PeerSource source, Map<String, Object> properties) {
        peer.addSource(source, ranking(properties));
    }

    void removeSource(PeerSource source) {
        peer.removeSource(source);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            target = "(" + QueryResponder.SERVICE + "=*)")
    void addResponder(QueryResponder responder, Map<String, Object> properties) {
        peer.addResponder(String.valueOf(properties.get(QueryResponder.SERVICE)), responder);
    }

    void removeResponder(QueryResponder responder, Map<String, Object> properties) {
        peer.removeResponder(String.valueOf(properties.get(QueryResponder.SERVICE)), responder);
    }

    private static int ranking(Map<String, Object> properties) {
        return properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    private final class MeshFactory implements ServiceFactory<Mesh> {
        @Override
        public Mesh getService(Bundle bundle, ServiceRegistration<Mesh> registration) {
            return peer.mesh();
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Mesh> registration, Mesh mesh) {
            ((ClosableMesh) mesh).close();
        }
    }

    /** Posts on the loop: EventAdmin delivers on a thread of its own. */
    private final class EventPoster implements Peer.LinkObserver {
        @Override
        public void linkUp(long link, String source, boolean dialledByUs) {
            post(Topics.LINK_UP, Map.of("link", link, "source", source, "dialledByUs", dialledByUs));
        }

        @Override
        public void linkDown(long link, CloseReason why) {
            post(Topics.LINK_DOWN, Map.of("link", link, "reason", why.name()));
        }

        @Override
        public void routingSwapped(String routing, boolean sameWire) {
            post(Topics.ROUTING_SWAPPED, Map.of("routing", routing, "seamless", sameWire));
        }

        @Override
        public void sourceAsked(String source, String said) {
            post(Topics.SOURCE_ASKED, Map.of("source", source, "said", said));
        }

        @Override
        public void reachable(Optional<CloseReason> failure) {
            String reason = failure.map(CloseReason::name).orElse("");
            post(Topics.REACHABILITY, Map.of("reachable", failure.isEmpty(), "reason", reason));
        }

        private void post(String topic, Map<String, Object> properties) {
            EventAdmin admin = events;
            if (admin != null) {
                admin.postEvent(new Event(topic, properties));
            }
        }
    }
}
