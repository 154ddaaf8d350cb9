package org.myrmex.plugins.why;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Finding;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Finds the first reason in the order in which a bundle comes to life: wires, activator, components, what they offer. */
@Component(service = Diagnosis.class)
public final class Diagnosis implements Attempts {
    /** Reports of the web server; absent in a peer without one. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ServletPaths servlets;

    private final WireTrouble wires;
    private final ComponentTrouble components;
    private final TreeNames trees;

    @Activate
    public Diagnosis(BundleContext context, @Reference ServiceComponentRuntime runtime) {
        wires = new WireTrouble(context, Runtime.version().feature());
        components = new ComponentTrouble(context, runtime);
        trees = new TreeNames(context);
    }

    @Override
    public Finding ofAttempt(Bundle bundle, Throwable failure) {
        if (bundle.getState() == Bundle.INSTALLED) {
            return wires.of(bundle)
                    .orElseGet(() -> new Finding(
                            Cause.OTHER,
                            name(bundle) + " does not resolve: " + Messages.first(failure),
                            "see: myrmex logs"));
        }
        return new Finding(
                Cause.FAILED_ACTIVATION,
                "the activator of " + name(bundle) + " failed: " + Messages.root(failure),
                "mend it, or give it what it asks for, and put the jar in again");
    }

    @Override
    public Optional<Finding> now(Bundle bundle) {
        return wires.of(bundle);
    }

    /**
     * How it is now.
     *
     * @param attempt what the last attempt to start it brought, if it failed
     */
    public Finding of(Bundle bundle, Optional<Finding> attempt) {
        return switch (bundle.getState()) {
            case Bundle.INSTALLED -> wires.of(bundle).or(() -> attempt).orElseGet(() -> stopped(bundle));
            case Bundle.ACTIVE -> ofRunning(bundle);
            case Bundle.STARTING ->
                new Finding(Cause.STILL_STARTING, name(bundle) + " is being started", "ask again in a moment");
            default ->
                isFragment(bundle)
                        ? new Finding(Cause.WORKS, name(bundle) + " is attached to its host", "")
                        : attempt.orElseGet(() -> stopped(bundle));
        };
    }

    private Finding ofRunning(Bundle bundle) {
        List<Supplier<Optional<Finding>>> looks = List.of(
                () -> components.of(bundle),
                () -> Optional.ofNullable(servlets).flatMap(present -> present.of(bundle)),
                () -> trees.of(bundle),
                () -> offersNothing(bundle));
        for (Supplier<Optional<Finding>> look : looks) {
            Optional<Finding> finding = look.get();
            if (finding.isPresent()) {
                return finding.get();
            }
        }
        return new Finding(Cause.WORKS, name(bundle) + " works", "");
    }

    private Optional<Finding> offersNothing(Bundle bundle) {
        boolean offers = bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID
                || bundle.getRegisteredServices() != null
                || header(bundle, Constants.BUNDLE_ACTIVATOR)
                || header(bundle, Constants.EXPORT_PACKAGE)
                || header(bundle, "Service-Component");
        return offers
                ? Optional.empty()
                : Optional.of(new Finding(
                        Cause.OFFERS_NOTHING,
                        name(bundle) + " runs and offers nothing: it has no component, activator or exported package",
                        "annotate a class with @Component and build it with bnd"));
    }

    private static Finding stopped(Bundle bundle) {
        return new Finding(Cause.STOPPED, name(bundle) + " is stopped, and nobody has started it", "restart the peer");
    }

    private static boolean header(Bundle bundle, String header) {
        return bundle.getHeaders("").get(header) != null;
    }

    private static boolean isFragment(Bundle bundle) {
        return header(bundle, Constants.FRAGMENT_HOST);
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName();
    }
}
