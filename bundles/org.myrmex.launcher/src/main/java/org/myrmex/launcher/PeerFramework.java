package org.myrmex.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;

/**
 * One peer as one Felix framework inside this process. Several may run side by side: nothing here touches what a Java
 * process has only once. Methods may be called from any thread; {@link #close} from several, once each.
 */
public final class PeerFramework implements AutoCloseable {
    private static final long STOP_LIMIT_MILLIS = 1_500; // A person waits two seconds at most for the whole process.

    private final PeerSpec spec;
    private final Map<String, String> properties;
    private final Framework framework;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong stopLimitNanos = new AtomicLong();

    private PeerFramework(PeerSpec spec, Map<String, String> properties, Framework framework) {
        this.spec = spec;
        this.properties = properties;
        this.framework = framework;
    }

    /** Starts all bundles and returns; DS components may still be on their way. Nothing runs if this throws. */
    public static PeerFramework start(PeerSpec spec) throws Refusal {
        PeerFramework peer = create(spec);
        try {
            peer.start();
            return peer;
        } catch (Refusal refusal) {
            peer.close();
            throw refusal;
        }
    }

    /** Only prepares, so that whoever must be able to stop it knows it before it runs. */
    static PeerFramework create(PeerSpec spec) {
        Map<String, String> properties = properties(spec);
        return new PeerFramework(spec, properties, new FrameworkFactory().newFramework(configuration(properties)));
    }

    void start() throws Refusal {
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            context.addBundleListener((SynchronousBundleListener) this::bundleChanged);
            registerLayer(context, "feature", featureLayer());
            registerLayer(context, "command-line", spec.commandLine());
            List<Bundle> bundles = new ArrayList<>();
            for (Path jar : spec.feature().jars()) {
                bundles.add(context.installBundle("reference:" + jar.toUri()));
            }
            for (Path plugin : spec.plugins()) {
                bundles.add(installCopy(context, plugin));
            }
            framework.start();
            for (Bundle bundle : bundles) {
                startBundle(bundle);
            }
        } catch (BundleException | IOException e) {
            throw Refusal.failed(
                    "cannot start the framework (" + rootMessage(e) + ")",
                    "see " + spec.home().logs());
        }
    }

    /** The system bundle's context, for looking up services. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Waits for the peer's command service, by which everything else is asked of it. */
    public Commands commands(Duration limit) throws Refusal, InterruptedException {
        return Commands.await(framework.getBundleContext(), limit);
    }

    /** Blocks until somebody stops the framework, from inside or outside, and no longer than that may take. */
    public void awaitStop() throws InterruptedException {
        stopping.await();
        awaitEnd();
    }

    /** Stops all bundles; waits, but no longer than a person would. */
    @Override
    public void close() {
        try {
            framework.stop();
            awaitEnd();
        } catch (BundleException e) {
            throw new IllegalStateException("the framework does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** However many wait, and one after the other: the limit runs once, from the moment at which stopping began. */
    private void awaitEnd() throws InterruptedException {
        stopLimitNanos.compareAndSet(0, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_LIMIT_MILLIS));
        long restNanos = stopLimitNanos.get() - System.nanoTime();
        framework.waitForStop(Math.max(1, TimeUnit.NANOSECONDS.toMillis(restNanos)));
    }

    private void bundleChanged(BundleEvent event) {
        if (event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID && event.getType() == BundleEvent.STOPPING) {
            stopping.countDown();
        }
    }

    private Map<String, Map<String, Object>> featureLayer() {
        Map<String, Map<String, Object>> layer = new LinkedHashMap<>();
        spec.feature()
                .feature()
                .configurations()
                .forEach((pid, values) -> layer.put(pid, Properties.substituted(values, properties)));
        return layer;
    }

    private static Map<String, String> properties(PeerSpec spec) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("myrmex.home", spec.home().root().toString());
        properties.put("myrmex.version", spec.version());
        properties.put("myrmex.feature", spec.feature().feature().name());
        return properties;
    }

    private static Map<Object, Object> configuration(Map<String, String> properties) {
        Map<Object, Object> configuration = new HashMap<>(properties);
        configuration.put(Constants.FRAMEWORK_STORAGE, properties.get("myrmex.home") + "/cache/framework");
        configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        configuration.put("felix.service.urlhandlers", "false"); // They are the JVM's, and there is one set of them.
        configuration.put("felix.log.logger", new FrameworkLog());
        configuration.put("felix.log.level", "1");
        configuration.put(
                "org.apache.felix.http.require.config", "true"); // Else Jetty starts twice, first on port 8080.
        configuration.put("org.ops4j.pax.logging.skipJUL", "true"); // java.util.logging belongs to the JVM too.
        configuration.put("org.ops4j.pax.logging.DefaultServiceLog.level", "NONE"); // It would print on our output.
        return configuration;
    }

    private static void registerLayer(BundleContext context, String name, Map<String, Map<String, Object>> layer) {
        Supplier<Map<String, Map<String, Object>>> supplier = () -> layer;
        context.registerService(
                Supplier.class, supplier, FrameworkUtil.asDictionary(Map.of("myrmex.config.layer", name)));
    }

    private static Bundle installCopy(BundleContext context, Path plugin) throws BundleException, IOException {
        try (InputStream jar = Files.newInputStream(plugin)) {
            return context.installBundle(plugin.toUri().toString(), jar);
        }
    }

    private static void startBundle(Bundle bundle) throws Refusal {
        if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null) {
            return;
        }
        try {
            bundle.start();
        } catch (BundleException e) {
            throw Refusal.failed(
                    "bundle " + bundle.getSymbolicName() + " does not start (" + rootMessage(e) + ")",
                    "remove it, or unpack the distribution again");
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
