package org.myrmex.itests.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.myrmex.exam.PaxExamExtension;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** How the bundles of a feature hang together. Each feature has a class of its own for these tests. */
@ExtendWith(PaxExamExtension.class)
abstract class Wiring {
    private static final String OURS = "org.myrmex.";
    private static final String API = "org.myrmex.api";

    private BundleContext context;
    private Picture picture;

    /** Services that must be there, by their interfaces. */
    abstract List<String> offered();

    @BeforeEach
    void look(BundleContext ofTheTests) {
        context = ofTheTests;
        picture = new Picture(ofTheTests);
    }

    @Test
    void everyBundleRuns() {
        List<String> idle = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            if (bundle.getState() != (fragment ? Bundle.RESOLVED : Bundle.ACTIVE)) {
                idle.add(bundle.getSymbolicName());
            }
        }
        assertEquals(List.of(), idle);
        assertTrue(picture.bundles().size() > 12, () -> "the feature's bundles are there: " + picture.bundles());
    }

    @Test
    void everyComponentHasWhatItNeeds() throws Exception {
        List<String> lines = picture.awaitSatisfied();
        assertTrue(
                lines.stream().filter(line -> line.startsWith("component ")).count() > 30,
                () -> "there are components: " + lines);
    }

    @Test
    void everySwapPointIsOffered() throws Exception {
        picture.awaitSatisfied();
        List<String> missing = new ArrayList<>();
        for (String type : offered()) {
            if (context.getAllServiceReferences(type, null) == null) {
                missing.add(type);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void ourBundlesShareNothingButTheApi() {
        List<String> shared = new ArrayList<>();
        for (Bundle bundle : picture.bundles()) {
            for (BundleCapability exported :
                    bundle.adapt(BundleRevision.class).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                String name = packageOf(exported);
                if (!name.startsWith(API + ".")) {
                    shared.add(bundle.getSymbolicName() + " exports " + name);
                }
            }
            for (BundleWire wire :
                    bundle.adapt(BundleWiring.class).getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)) {
                String name = packageOf(wire.getCapability());
                if (name.startsWith(OURS) && !name.startsWith(API + ".")) {
                    shared.add(bundle.getSymbolicName() + " uses " + name);
                }
            }
        }
        assertEquals(List.of(), shared);
    }

    @Test
    void nobodyAsksForThePackagesOfTheMesh() {
        List<String> asking = new ArrayList<>();
        for (Bundle bundle : picture.bundles()) {
            for (BundleRequirement wanted :
                    bundle.adapt(BundleRevision.class).getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE)) {
                String filter = String.valueOf(wanted.getDirectives().get("filter"));
                if (filter.contains(PackageNamespace.PACKAGE_NAMESPACE + "=org.myrmex.mesh")) {
                    asking.add(bundle.getSymbolicName() + " asks for " + filter);
                }
            }
        }
        assertEquals(List.of(), asking);
    }

    /** A bundle may offer several versions of its own accord; two bundles with different ones make two worlds. */
    @Test
    void noPackageComesInDifferentVersionsFromDifferentBundles() {
        Map<String, Map<String, Set<String>>> versions = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (bundle.getBundleId() != 0) { // Packages of Java itself have no version of ours.
                for (BundleCapability exported : wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                    versions.computeIfAbsent(packageOf(exported), name -> new TreeMap<>())
                            .computeIfAbsent(bundle.getSymbolicName(), name -> new TreeSet<>())
                            .add(String.valueOf(exported.getAttributes().get("version")));
                }
            }
        }
        assertFalse(versions.isEmpty(), "there are packages");
        List<String> twice = new ArrayList<>();
        versions.forEach((name, byBundle) -> {
            if (Set.copyOf(byBundle.values()).size() > 1) {
                twice.add(name + " " + byBundle);
            }
        });
        assertEquals(List.of(), twice);
    }

    private static String packageOf(BundleCapability exported) {
        return (String) exported.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
    }
}
