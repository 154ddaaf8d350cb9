package org.myrmex.plugins.why;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Finding;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** What a bundle that does not resolve needs and nobody has. */
final class WireTrouble {
    private static final Pattern AT_LEAST = Pattern.compile("version>=([\\w.-]+)");
    private static final Pattern BELOW = Pattern.compile("!\\(?version>=([\\w.-]+)");
    private static final Pattern EXACTLY = Pattern.compile("version=([\\w.-]+)");

    private final BundleContext context;
    private final int java;

    WireTrouble(BundleContext context, int java) {
        this.context = context;
        this.java = java;
    }

    Optional<Finding> of(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return Optional.empty();
        }
        List<BundleRequirement> missing = new ArrayList<>();
        Optional<Finding> waiting = Optional.empty();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (isNeededToResolve(requirement)) {
                List<Bundle> providers = providers(requirement);
                if (providers.isEmpty()) {
                    missing.add(requirement);
                } else if (waiting.isEmpty() && !providers.contains(bundle)) {
                    waiting = waitsFor(bundle, requirement, providers);
                }
            }
        }
        // The Java version first: for the wrong one all else may be missing too.
        missing.sort(Comparator.comparing(requirement ->
                !requirement.getNamespace().equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)));
        return missing.isEmpty() ? waiting : Optional.of(finding(bundle.getSymbolicName(), missing.get(0)));
    }

    private static boolean isNeededToResolve(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String effective = directives.get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
        return !Namespace.RESOLUTION_OPTIONAL.equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && (effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE))
                && !"dynamic".equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
    }

    private List<Bundle> providers(BundleRequirement requirement) {
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        List<Bundle> providers = new ArrayList<>();
        for (BundleCapability capability : wiring.findProviders(requirement)) {
            providers.add(capability.getRevision().getBundle());
        }
        return providers;
    }

    /** Somebody has it, but does not resolve himself. */
    private static Optional<Finding> waitsFor(Bundle bundle, BundleRequirement requirement, List<Bundle> providers) {
        if (providers.stream().anyMatch(provider -> provider.getState() != Bundle.INSTALLED)) {
            return Optional.empty();
        }
        String provider = providers.get(0).getSymbolicName();
        return Optional.of(new Finding(
                Cause.MISSING_BUNDLE,
                bundle.getSymbolicName() + " needs " + what(requirement) + " of " + provider
                        + ", which does not resolve itself",
                "see: myrmex why " + provider));
    }

    private Finding finding(String name, BundleRequirement requirement) {
        String filter = filter(requirement);
        String wanted = attribute(filter, requirement.getNamespace());
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> ofPackage(name, wanted, filter);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> ofJava(name, filter);
            case BundleNamespace.BUNDLE_NAMESPACE, HostNamespace.HOST_NAMESPACE ->
                new Finding(
                        Cause.MISSING_BUNDLE,
                        name + " needs the bundle " + wanted + range(filter) + ", which is not there",
                        "put that bundle into the plugins folder too");
            default ->
                new Finding(
                        Cause.MISSING_CAPABILITY,
                        name + " needs " + requirement.getNamespace() + " "
                                + (wanted.isEmpty() ? filter : wanted + range(filter)) + ", which no bundle provides",
                        "put a bundle that provides it into the plugins folder too");
        };
    }

    private Finding ofPackage(String name, String wanted, String filter) {
        SortedSet<String> present = present(wanted);
        String range = range(filter);
        if (present.isEmpty()) {
            return new Finding(
                    Cause.MISSING_PACKAGE,
                    name + " needs the package " + wanted + range + ", which no bundle exports",
                    "put a bundle that exports it into the plugins folder, or pack it into the plugin");
        }
        return new Finding(
                Cause.WRONG_VERSION,
                name + " needs the package " + wanted + range + ", and there is " + String.join(" and ", present),
                "compile it against the version that is there");
    }

    private Finding ofJava(String name, String filter) {
        Matcher version = EXACTLY.matcher(filter);
        String needed = version.find() ? "Java " + version.group(1) : filter;
        return new Finding(
                Cause.WRONG_JAVA,
                name + " needs " + needed + ", and this peer runs on Java " + java,
                "compile it with --release " + java + " or run the peer on " + needed);
    }

    /** Versions of a package, and whose they are. */
    private SortedSet<String> present(String wanted) {
        SortedSet<String> present = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision == null) {
                continue;
            }
            for (BundleCapability capability : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                if (wanted.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))) {
                    present.add(capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE) + " of "
                            + bundle.getSymbolicName());
                }
            }
        }
        return present;
    }

    private static String what(BundleRequirement requirement) {
        String wanted = attribute(filter(requirement), requirement.getNamespace());
        return requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
                ? "the package " + wanted
                : requirement.getNamespace() + " " + wanted;
    }

    private static String filter(BundleRequirement requirement) {
        return requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
    }

    private static String attribute(String filter, String name) {
        Matcher value =
                Pattern.compile("\\(" + Pattern.quote(name) + "=([^)]*)\\)").matcher(filter);
        return value.find() ? value.group(1) : "";
    }

    /** As manifests write it. */
    static String range(String filter) {
        Matcher below = BELOW.matcher(filter);
        String upper = below.find() ? below.group(1) : "";
        Matcher atLeast = AT_LEAST.matcher(upper.isEmpty() ? filter : filter.substring(0, below.start()));
        if (!atLeast.find()) {
            return "";
        }
        return upper.isEmpty() ? " " + atLeast.group(1) + " or later" : " [" + atLeast.group(1) + "," + upper + ")";
    }
}
