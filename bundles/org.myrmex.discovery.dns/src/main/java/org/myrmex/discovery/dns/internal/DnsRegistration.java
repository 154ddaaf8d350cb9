package org.myrmex.discovery.dns.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers this peer in a zone, if its operator wants that. Without a configuration of the bundle it does not exist. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.myrmex.discovery.dns",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class DnsRegistration {
    /** How soon a new address is noticed. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** The doors open while the peer starts. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    /** A system's resolver gives up after half a minute; what a source may take is enough. */
    private static final Duration LOOK_UP = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(DnsRegistration.class);

    private final List<org.myrmex.api.plugin.Registration> timers = new ArrayList<>();
    private final Optional<Registration> registration;

    /** Knows how neighbours see this peer; comes and goes with the mesh. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Neighbours neighbours;

    @Activate
    public DnsRegistration(
            DnsConfiguration configuration,
            @Reference Mesh mesh,
            @Reference PluginHome home,
            @Reference Tasks tasks,
            @Reference Clock clock) {
        registration = open(configuration, mesh, home, tasks, clock);
        registration.ifPresent(active -> {
            Executor serial = tasks.serial("register");
            timers.add(tasks.after(FIRST_LOOK, () -> serial.execute(active::look)));
            timers.add(tasks.every(LOOK, () -> serial.execute(active::look)));
        });
    }

    @Deactivate
    public void stop() {
        timers.forEach(org.myrmex.api.plugin.Registration::close);
        registration.ifPresent(Registration::stop);
    }

    private List<PeerAddress> seen() {
        Neighbours present = neighbours;
        return present == null
                ? List.of()
                : present.own(Realm.PUBLIC).stream().map(PeerRecord::address).toList();
    }

    private Optional<Registration> open(
            DnsConfiguration configuration, Mesh mesh, PluginHome home, Tasks tasks, Clock clock) {
        if (configuration.register_domain().isBlank()) {
            return Optional.empty();
        }
        try {
            String domain = Domains.ascii(configuration.register_domain());
            if (domain.isEmpty()) {
                throw new IOException(
                        "'" + configuration.register_domain() + "' is no domain; correct register.domain");
            }
            List<PeerAddress> told = addresses(configuration.register_address());
            Path key = home.data().resolve(configuration.register_key());
            HostLookup lookup = new HostLookup(InetAddress::getByName, tasks.pool("look-up", 1), LOOK_UP);
            Updater updater = new Updater(server(configuration), TsigKeyFile.open(key), lookup);
            Announcements announcements = new Announcements(domain, told, this::seen);
            return Optional.of(new Registration(updater, () -> announcements.of(mesh.view()), clock));
        } catch (IOException e) {
            LOG.warn("this peer is not registered: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static InetSocketAddress server(DnsConfiguration configuration) throws IOException {
        String text =
                configuration.register_server().isBlank() ? configuration.resolver() : configuration.register_server();
        return Servers.hostAndPort(text)
                .orElseThrow(() -> new IOException("'" + text + "' is no host:port; correct register.server"));
    }

    private static List<PeerAddress> addresses(String[] texts) throws IOException {
        List<PeerAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            try {
                PeerAddress address = PeerAddress.parse("tls://" + text.strip());
                if (address.port() == 0 || !Hosts.dialable(address.host())) {
                    throw new IllegalArgumentException("nobody can dial it");
                }
                addresses.add(address);
            } catch (IllegalArgumentException e) {
                throw new IOException("'" + text + "' is no host:port; correct register.address", e);
            }
        }
        return addresses;
    }
}
