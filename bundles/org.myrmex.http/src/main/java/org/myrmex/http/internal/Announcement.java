package org.myrmex.http.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
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
    private Optional<String> base = Optional.empty();
    private ServiceRegistration<?> loginLinks;

    @Activate
    public Announcement(BundleContext bundle, @Reference Keys keys, @Reference Guard guard) {
        this.bundle = bundle;
        this.keys = keys;
        this.file = OwnerFile.run(Path.of(bundle.getProperty("myrmex.home")), "http");
        LOG.debug("announced behind {}", guard.getClass());
    }

    @Reference(updated = "setRuntime")
    public synchronized void setRuntime(HttpServiceRuntime runtime, Map<String, Object> properties) {
        Optional<String> now = Endpoints.of(properties).base();
        if (now.equals(base)) {
            return;
        }
        withdraw();
        base = now;
        if (base.isPresent()) {
            announce(base.get());
        }
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
