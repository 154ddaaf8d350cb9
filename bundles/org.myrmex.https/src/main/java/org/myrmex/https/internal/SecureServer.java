package org.myrmex.https.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
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
 * {@code myrmex.https.host} where it is bound (empty: everywhere).
 */
@Component(
        service = ConfigurationPlugin.class,
        // ConfigAdmin lets go of it after each call, and what it announces is to stay.
        immediate = true,
        property = ConfigurationPlugin.CM_TARGET + "=" + ServerSettings.PID)
public final class SecureServer implements ConfigurationPlugin {
    private static final String GUARD_FILTER = "(service.pid=org.myrmex.http)";
    private static final Logger LOG = LoggerFactory.getLogger(SecureServer.class);

    private final BundleContext bundle;
    private final ConfigurationAdmin admin;
    private final HomeCertificate home;
    private ServiceRegistration<?> announced;

    @Activate
    public SecureServer(BundleContext bundle, @Reference ConfigurationAdmin admin) {
        this.bundle = bundle;
        this.admin = admin;
        this.home = new HomeCertificate(Path.of(bundle.getProperty("myrmex.home"), "data", "org.myrmex.https"));
    }

    /** By ConfigAdmin, on its own thread, before the server hears of a configuration. */
    @Override
    @SuppressWarnings("JdkObsolete") // ConfigAdmin gives a Dictionary
    public synchronized void modifyConfiguration(ServiceReference<?> server, Dictionary<String, Object> properties) {
        Map<String, Object> told = new TreeMap<>();
        Collections.list(properties.keys()).forEach(key -> told.put(key, properties.get(key)));
        settings(new ServerSettings(told)).forEach(properties::put);
    }

    @Deactivate
    public synchronized void withdraw() {
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
            X509Certificate certificate = home.current(Names.of(server.host(), configuredHosts()), Instant.now());
            announce(Certificates.fingerprint(certificate), Addresses.isEverywhere(server.host()) ? "" : server.host());
            return server.secure(home.store());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Thrown, it would be logged by ConfigAdmin, and the server would open without TLS.
            LOG.error("there is no certificate, so the HTTP server stays closed; check the home, then start again", e);
            return ServerSettings.closed();
        }
    }

    private void announce(String fingerprint, String host) {
        Supplier<String> supplier = () -> fingerprint;
        announced = bundle.registerService(
                Supplier.class,
                supplier,
                FrameworkUtil.asDictionary(Map.of("myrmex.https", "fingerprint", "myrmex.https.host", host)));
    }

    /** Further names of the peer, as the guard knows them. */
    private Collection<String> configuredHosts() throws IOException {
        try {
            Configuration[] found = admin.listConfigurations(GUARD_FILTER);
            Object hosts = found == null ? null : found[0].getProperties().get("hosts");
            if (hosts instanceof String[] array) {
                return List.of(array);
            }
            return hosts == null ? List.of() : List.of(hosts.toString());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a constant filter is wrong", e);
        }
    }
}
