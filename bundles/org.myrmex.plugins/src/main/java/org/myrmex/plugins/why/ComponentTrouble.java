package org.myrmex.plugins.why;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Finding;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What keeps a component from being active: it failed, or waits for something. */
final class ComponentTrouble {
    private static final String SERVICE_NAMESPACE = "osgi.service";

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    ComponentTrouble(BundleContext context, ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    /** Of several troubles a failure first: what waits may wait for what failed. */
    Optional<Finding> of(Bundle bundle) {
        Optional<Finding> waiting = Optional.empty();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            Collection<ComponentConfigurationDTO> all = runtime.getComponentConfigurationDTOs(component);
            if (all.isEmpty() && "require".equals(component.configurationPolicy)) {
                waiting = waiting.or(() -> Optional.of(unconfigured(bundle.getSymbolicName(), component)));
            }
            for (ComponentConfigurationDTO one : all) {
                Optional<Finding> finding = of(bundle.getSymbolicName(), component, one);
                if (finding.isPresent() && one.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    return finding;
                }
                waiting = waiting.or(() -> finding);
            }
        }
        return waiting;
    }

    private Optional<Finding> of(String bundle, ComponentDescriptionDTO component, ComponentConfigurationDTO one) {
        String name = simpleName(component.name);
        return switch (one.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                Optional.of(new Finding(
                        Cause.FAILED_ACTIVATION,
                        "the component " + name + " of " + bundle + " failed: " + Messages.rootOfTrace(one.failure),
                        "mend it, or give it what it asks for, and put the jar in again"));
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> Optional.of(unconfigured(bundle, component));
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                Optional.of(unsatisfied(bundle, name, component, one));
            default -> Optional.empty();
        };
    }

    private static Finding unconfigured(String bundle, ComponentDescriptionDTO component) {
        return new Finding(
                Cause.MISSING_CONFIGURATION,
                "the component " + simpleName(component.name) + " of " + bundle + " waits for its configuration "
                        + String.join(" and ", component.configurationPid),
                "write conf/" + component.configurationPid[0] + ".json");
    }

    private Finding unsatisfied(
            String bundle, String name, ComponentDescriptionDTO component, ComponentConfigurationDTO one) {
        UnsatisfiedReferenceDTO missing = one.unsatisfiedReferences[0];
        String type = type(component, missing);
        boolean filtered = missing.target != null && !missing.target.isEmpty();
        String service = "the service " + type + (filtered ? " with " + missing.target : "");
        SortedSet<String> able = able(type, bundle);
        String sentence = "the component " + name + " of " + bundle + " waits for " + service;
        if (filtered && isThere(type)) {
            return new Finding(
                    Cause.UNSATISFIED_SERVICE,
                    sentence + "; others of that type are there, but none that the filter fits",
                    "offer one with these properties, or change the filter");
        }
        return able.isEmpty()
                ? new Finding(
                        Cause.UNSATISFIED_SERVICE,
                        sentence + ", which no bundle offers",
                        "put a bundle that offers it into the plugins folder")
                : new Finding(
                        Cause.UNSATISFIED_SERVICE,
                        sentence + ", which " + String.join(" or ", able) + " could offer and does not",
                        "see: myrmex why " + able.first());
    }

    private boolean isThere(String type) {
        try {
            return context.getAllServiceReferences(type, null) != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter has no syntax", e);
        }
    }

    /** Bundles that say in their manifest that they offer such a service. */
    private SortedSet<String> able(String type, String but) {
        SortedSet<String> able = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision == null || but.equals(bundle.getSymbolicName())) {
                continue;
            }
            for (BundleCapability capability : revision.getDeclaredCapabilities(SERVICE_NAMESPACE)) {
                Object types = capability.getAttributes().get("objectClass");
                if (types instanceof Collection<?> several ? several.contains(type) : type.equals(types)) {
                    able.add(bundle.getSymbolicName());
                }
            }
        }
        return able;
    }

    private static String type(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing) {
        for (ReferenceDTO reference : component.references) {
            if (reference.name.equals(missing.name)) {
                return reference.interfaceName;
            }
        }
        return missing.name;
    }

    private static String simpleName(String component) {
        return component.substring(component.lastIndexOf('.') + 1);
    }
}
