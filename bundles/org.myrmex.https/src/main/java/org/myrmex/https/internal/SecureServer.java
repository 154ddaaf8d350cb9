package org.myrmex.https.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes what the HTTP server is told on its way there, so that no configuration, of whatever layer and however late, opens
 * HTTP beyond loopback. The features say that neither HTTP nor HTTPS is enabled: without this bundle nothing is open at all.
 * While there is HTTPS, the service {@code Supplier} with {@code myrmex.https=fingerprint} says whose, and its property
 * {@code myrmex.https.host} where it is bound (empty: everywhere), {@code myrmex.https.names} by which names and literal addresses
 * it can be called.
 */
@Component(
        service = {ConfigurationPlugin.class, ConfigurationListener.class},
        // ConfigAdmin lets go of it after each call, and what it announces is to stay.
        immediate = true,
        property = ConfigurationPlugin.CM_TARGET + "=" + ServerSettings.PID)
public final class SecureServer implements ConfigurationPlugin, ConfigurationListener {
    private static final String GUARD = "org.myrmex.http";
    private static final long CHECK_HOURS = 24;
    private static final Logger LOG = LoggerFactory.getLogger(SecureServer.class);

    private final BundleContext bundle;
    private final ConfigurationAdmin admin;
    private final HomeCertificate home;
    /** Not the platform's: this is there before all else, and does without it. */
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "myrmex-https"));

    private ServiceRegistration<?> announced;
    private Optional<Served> served = Optional.empty();

    /** What the server has. */
    private record Served(X509Certificate certificate, Set<String> hosts) {}

    @Activate
    public SecureServer(BundleContext bundle, @Reference ConfigurationAdmin admin) {
        this.bundle = bundle;
        this.admin = admin;
        this.home = new HomeCertificate(Path.of(bundle.getProperty("myrmex.home"), "data", "org.myrmex.https"));
    }

    @Activate
    public void start() {
        var unused = clock.scheduleWithFixedDelay(this::renewAtItsEnd, CHECK_HOURS, CHECK_HOURS, TimeUnit.HOURS);
    }

    /** By ConfigAdmin, on its own thread, before the server hears of a configuration. */
    @Override
    @SuppressWarnings("JdkObsolete") // ConfigAdmin gives a Dictionary
    public synchronized void modifyConfiguration(ServiceReference<?> server, Dictionary<String, Object> properties) {
        Map<String, Object> told = new TreeMap<>();
        Collections.list(properties.keys()).forEach(key -> told.put(key, properties.get(key)));
        // First, since an Error would not stop ConfigAdmin from going on with what stands here.
        ServerSettings.closed().forEach(properties::put);
        settings(new ServerSettings(told)).forEach(properties::put);
    }

    /** Who is called otherwise from now on needs another certificate. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (GUARD.equals(event.getPid())) {
            clock.execute(this::renewForOtherHosts);
        }
    }

    private void renewForOtherHosts() {
        try {
            Set<String> hosts = configuredHosts();
            if (served().filter(now -> !now.hosts().equals(hosts)).isPresent()) {
                tellServer();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the certificate does not have the new hosts; start the peer again", e);
        }
    }

    private void renewAtItsEnd() {
        try {
            if (served().filter(now -> HomeCertificate.endsSoon(now.certificate(), Instant.now()))
                    .isPresent()) {
                tellServer();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the certificate ends soon and there is no other; start the peer again", e);
        }
    }

    private synchronized Optional<Served> served() {
        return served;
    }

    /** What it knows, once more: on the way there it gets another certificate, and starts again by it. */
    private void tellServer() throws IOException {
        admin.getConfiguration(ServerSettings.PID, "?").update();
    }

    @Deactivate
    public void stop() {
        clock.shutdownNow();
        withdraw();
    }

    private synchronized void withdraw() {
        served = Optional.empty();
        if (announced != null) {
            announced.unregister();
            announced = null;
        }
    }

    private Map<String, Object> settings(ServerSettings server) {
        withdraw();
        if (!server.isSecure()) {
            return server.plain();
        }
        try {
            Set<String> hosts = configuredHosts();
            X509Certificate certificate = home.current(Names.of(server.host(), hosts), Instant.now());
            String fingerprint = Certificates.fingerprint(certificate);
            announce(fingerprint, Certificates.names(certificate), server.host());
            served = Optional.of(new Served(certificate, hosts));
            return server.secure(home.store(), fingerprint);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Thrown, it would be logged by ConfigAdmin, and the server would open without TLS.
            LOG.error("there is no certificate, so the HTTP server stays closed; check the home, then start again", e);
            return ServerSettings.closed();
        }
    }

    private void announce(String fingerprint, Names names, String host) {
        Supplier<String> supplier = () -> fingerprint;
        announced = bundle.registerService(
                Supplier.class,
                supplier,
                FrameworkUtil.asDictionary(Map.of(
                        "myrmex.https",
                        "fingerprint",
                        "myrmex.https.host",
                        Addresses.isEverywhere(host) ? "" : host,
                        "myrmex.https.names",
                        names.all().toArray(String[]::new))));
    }

    /** Further names of the peer, as the guard knows them. */
    private Set<String> configuredHosts() throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + GUARD + ")");
            Object hosts = found == null ? null : found[0].getProperties().get("hosts");
            if (hosts instanceof String[] array) {
                return new TreeSet<>(List.of(array));
            }
            return hosts == null ? Set.of() : Set.of(hosts.toString());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a constant filter is wrong", e);
        }
    }
}
