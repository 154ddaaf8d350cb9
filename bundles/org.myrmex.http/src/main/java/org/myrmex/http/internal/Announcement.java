package org.myrmex.http.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says where the peer can be reached, once the port is known and the guard stands: in {@code run/http}, and by a service
 * {@code Supplier} with the property {@code myrmex.http=login} that gives a fresh one-time link each time.
 */
@Component(immediate = true, service = Announcement.class)
public final class Announcement {
    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final BundleContext bundle;
    private final Keys keys;
    private final OwnerFile file;
    private Map<String, Object> runtime = Map.of();
    private Optional<Seal> seal = Optional.empty();
    private Optional<String> base = Optional.empty();
    private ServiceRegistration<?> loginLinks;

    @Activate
    public Announcement(BundleContext bundle, @Reference Keys keys, @Reference Guard guard) {
        this.bundle = bundle;
        this.keys = keys;
        this.file = OwnerFile.run(home(), "http");
        LOG.debug("announced behind {}", guard.getClass());
    }

    @Reference(updated = "setRuntime")
    public synchronized void setRuntime(HttpServiceRuntime unused, Map<String, Object> properties) {
        runtime = Map.copyOf(properties);
        refresh();
    }

    /** By {@code org.myrmex.https}, before its server opens: SHA-256 of the certificate, and where the server is bound. */
    @Reference(
            target = "(myrmex.https=fingerprint)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    public synchronized void setSeal(Supplier<String> fingerprint, Map<String, Object> properties) {
        boolean everywhere = "".equals(properties.get("myrmex.https.host"));
        Path file = home().resolve("data/org.myrmex.https/certificate.pem");
        Object names = properties.get("myrmex.https.names");
        seal = Optional.of(new Seal(
                fingerprint.get(), file, everywhere, names instanceof String[] array ? Set.of(array) : Set.of()));
        refresh();
    }

    public synchronized void unsetSeal(Supplier<String> fingerprint) {
        // What is announced stays until the runtime says what comes of it.
        seal = Optional.empty();
    }

    private void refresh() {
        Optional<String> now = endpoints().base();
        if (now.equals(base)) {
            return;
        }
        withdraw();
        base = now;
        if (base.isPresent()) {
            announce(base.get());
        }
    }

    private Endpoints endpoints() {
        Endpoints endpoints = Endpoints.of(runtime);
        // A seal comes before its server, while the one without may still be there.
        return endpoints.isSecure() && seal.isPresent() && seal.get().everywhere() ? endpoints.everywhere() : endpoints;
    }

    private Path home() {
        return Path.of(bundle.getProperty("myrmex.home"));
    }

    @Deactivate
    public synchronized void withdraw() {
        base = Optional.empty();
        if (loginLinks != null) {
            loginLinks.unregister();
            loginLinks = null;
        }
        try {
            file.delete();
        } catch (IOException e) {
            LOG.warn("run/http stays behind; delete it", e);
        }
    }

    /** A fresh one-time link to the page; empty while the server does not answer. */
    synchronized Optional<String> link() {
        return base.map(address ->
                address + Gate.LOGIN_PATH + "?once=" + keys.sessions().link());
    }

    /** Where the server answers; empty while it does not. */
    synchronized Optional<String> base() {
        return base;
    }

    /** Where machines beside this one reach it by a name that its certificate has; empty while none can. */
    synchronized Optional<String> elsewhere() {
        Optional<Seal> now = seal();
        return endpoints().elsewhere(host -> now.isEmpty() || now.get().isCalled(host));
    }

    /** By what the server is known; empty where it speaks without TLS. */
    synchronized Optional<Seal> seal() {
        return seal.filter(unused -> endpoints().isSecure());
    }

    private void announce(String address) {
        try {
            file.write(address);
        } catch (IOException e) {
            LOG.error("run/http cannot be written, so the command line does not find this peer; check the home", e);
            return;
        }
        Supplier<String> links = () -> link().orElse("");
        loginLinks = bundle.registerService(
                Supplier.class, links, FrameworkUtil.asDictionary(Map.of("myrmex.http", "login")));
    }
}
