package org.myrmex.itests.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What a running peer consists of, in lines that can be compared: bundles, components, services of our bundles. */
final class Picture {
    private static final String OURS = "org.myrmex.";
    private static final String DRIVER = "org.myrmex.exam";
    private static final long LIMIT_SECONDS = 20;
    private static final long LOOK_MILLIS = 20;

    private final BundleContext context;

    Picture(BundleContext context) {
        this.context = context;
    }

    /** The peer's own bundles, in the order in which the feature names them. */
    List<Bundle> bundles() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith(OURS)
                        && !bundle.getSymbolicName().equals(DRIVER))
                .toList();
    }

    /** Returns when the peer looks so, or fails and shows what is different. */
    void await(List<String> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        List<String> now = lines();
        while (!now.equals(wanted) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            now = lines();
        }
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(now);
        List<String> more = new ArrayList<>(now);
        more.removeAll(wanted);
        assertEquals("missing: []\nmore: []", "missing: " + missing + "\nmore: " + more);
    }

    /** Waits until no component waits for anything; what the peer looks like then. */
    List<String> awaitSatisfied() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!unsatisfied().isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        assertEquals(List.of(), unsatisfied());
        return lines();
    }

    private List<String> unsatisfied() {
        return components().stream()
                .filter(line -> !line.endsWith(" satisfied"))
                .toList();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(components());
        for (Bundle bundle : bundles()) {
            lines.add("bundle " + bundle.getSymbolicName() + " " + state(bundle));
            lines.addAll(services(bundle));
        }
        Collections.sort(lines);
        return lines;
    }

    /** A component that must have a configuration and has none is not there, and so in no line. */
    private List<String> components() {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = context.getService(reference);
        try {
            List<String> lines = new ArrayList<>();
            for (ComponentDescriptionDTO component :
                    runtime.getComponentDescriptionDTOs(bundles().toArray(Bundle[]::new))) {
                for (ComponentConfigurationDTO one : runtime.getComponentConfigurationDTOs(component)) {
                    lines.add("component " + component.name + " " + state(one));
                }
            }
            return lines;
        } finally {
            context.ungetService(reference);
        }
    }

    private static String state(ComponentConfigurationDTO component) {
        return switch (component.state) {
            case ComponentConfigurationDTO.ACTIVE, ComponentConfigurationDTO.SATISFIED -> "satisfied";
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> "failed: " + component.failure;
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                "waits for "
                        + Arrays.stream(component.unsatisfiedReferences)
                                .map((UnsatisfiedReferenceDTO missing) -> missing.name + " " + missing.target)
                                .collect(Collectors.joining(", "));
            default -> "waits for its configuration";
        };
    }

    private static List<String> services(Bundle bundle) {
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        Map<String, Integer> counts = new TreeMap<>();
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            String types = String.join(",", (String[]) reference.getProperty(Constants.OBJECTCLASS));
            counts.merge(types, 1, Integer::sum);
        }
        List<String> lines = new ArrayList<>();
        counts.forEach(
                (types, count) -> lines.add("service " + types + " of " + bundle.getSymbolicName() + " x " + count));
        return lines;
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "active";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.INSTALLED -> "installed";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "uninstalled";
        };
    }
}
