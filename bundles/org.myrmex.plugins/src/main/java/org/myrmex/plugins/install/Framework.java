package org.myrmex.plugins.install;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done to the framework. Blocks; what a bundle does when it is stopped may take its time. */
final class Framework {
    /** How the location of a plugin begins; a bundle of Myrmex has one that begins with {@link #REFERENCE}. */
    static final String LOCATION = "myrmex-plugin:";

    private static final Logger LOG = LoggerFactory.getLogger(Framework.class);
    private static final String REFERENCE = "reference:";
    private static final long REFRESH_SECONDS = 20;

    private final BundleContext context;

    Framework(BundleContext context) {
        this.context = context;
    }

    static boolean isPartOfMyrmex(Bundle bundle) {
        return bundle.getBundleId() == 0 || bundle.getLocation().startsWith(REFERENCE);
    }

    static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    Optional<Bundle> find(String symbolicName) {
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return Optional.of(bundle);
            }
        }
        return Optional.empty();
    }

    /** Whether everything that the launcher starts runs: what comes before it would take part in the start itself. */
    boolean isUp() {
        for (Bundle bundle : context.getBundles()) {
            boolean waits = bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
            if (waits && !bundle.getLocation().startsWith(LOCATION) && !isFragment(bundle)) {
                return false;
            }
        }
        return true;
    }

    Bundle install(String symbolicName, InputStream jar) throws BundleException {
        return context.installBundle(LOCATION + symbolicName, jar);
    }

    void update(Bundle bundle, InputStream jar) throws BundleException {
        // Without the note in the framework that it shall run: starting is a step of its own, after the refresh.
        bundle.stop(Bundle.STOP_TRANSIENT);
        bundle.update(jar);
    }

    void uninstall(Bundle bundle) throws BundleException {
        if (bundle.getState() != Bundle.UNINSTALLED) {
            bundle.uninstall();
        }
    }

    /** The bytes that a bundle of the launcher had at first, never those of an address that a manifest names. */
    static InputStream original(Bundle bundle) throws IOException {
        String location = bundle.getLocation();
        return Files.newInputStream(Path.of(
                URI.create(location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location)));
    }

    /** Lets go of old classes; only what uses them restarts. */
    void refresh(Collection<Bundle> changed, Collection<String> hosts) throws InterruptedException {
        FrameworkWiring wiring = wiring();
        List<Bundle> pending = new ArrayList<>(changed);
        pending.retainAll(wiring.getRemovalPendingBundles());
        hosts.forEach(host -> find(host).ifPresent(pending::add));
        if (pending.isEmpty()) {
            return;
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring.refreshBundles(pending, event -> refreshed.countDown());
        if (!refreshed.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
            // Whoever hangs in there is not helped by others that are not started either.
            LOG.warn("bundles are still being restarted after {} s; see: myrmex plugin list", REFRESH_SECONDS);
        }
    }

    FrameworkWiring wiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }
}
