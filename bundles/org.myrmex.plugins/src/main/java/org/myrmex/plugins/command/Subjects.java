package org.myrmex.plugins.command;

import java.util.Optional;
import org.myrmex.api.plugin.Clock;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Finding;
import org.myrmex.plugins.install.Lying;
import org.myrmex.plugins.install.PluginFolder;
import org.myrmex.plugins.install.View;
import org.myrmex.plugins.why.Diagnosis;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What one may ask about: bundles by symbolic name, files of the folder by file name; and how each is. */
@Component(service = Subjects.class)
public final class Subjects {
    /** An activator that takes longer is worth a word. */
    static final long SLOW_START_MICROS = 10_000_000;

    private final BundleContext context;
    private final PluginFolder folder;
    private final Diagnosis diagnosis;
    private final Clock clock;

    @Activate
    public Subjects(
            BundleContext context,
            @Reference PluginFolder folder,
            @Reference Diagnosis diagnosis,
            @Reference Clock clock) {
        this.context = context;
        this.folder = folder;
        this.diagnosis = diagnosis;
        this.clock = clock;
    }

    Bundle[] bundles() {
        return context.getBundles();
    }

    /** How the bundle, or file, of this name is. A file that waits beside the bundle comes after the bundle's own trouble. */
    Optional<Finding> find(String name) {
        View view = folder.view();
        Lying file = view.lying().get(name);
        if (file != null) {
            return Optional.of(file.finding());
        }
        for (Bundle bundle : context.getBundles()) {
            View.Item item = view.installed().get(bundle.getSymbolicName());
            if (name.equals(bundle.getSymbolicName()) || (item != null && name.equals(item.file()))) {
                Finding own = of(bundle, view);
                return own.works()
                        ? lying(bundle.getSymbolicName(), view).or(() -> Optional.of(own))
                        : Optional.of(own);
            }
        }
        return lying(name, view);
    }

    Finding of(Bundle bundle, View view) {
        View.Item item = view.installed().get(bundle.getSymbolicName());
        if (item == null) {
            return diagnosis.of(bundle, Optional.empty());
        }
        if (item.startingSinceMicros() != 0) {
            return starting(bundle, clock.nowMicros() - item.startingSinceMicros());
        }
        boolean fellBack = !item.failed().isEmpty();
        return fellBack && item.trouble().isPresent() ? item.trouble().get() : diagnosis.of(bundle, item.trouble());
    }

    private static Finding starting(Bundle bundle, long sinceMicros) {
        return sinceMicros < SLOW_START_MICROS
                ? new Finding(
                        Cause.STILL_STARTING, bundle.getSymbolicName() + " is being started", "ask again in a moment")
                : new Finding(
                        Cause.STILL_STARTING,
                        bundle.getSymbolicName() + " is still starting after " + sinceMicros / 1_000_000
                                + " s: its activator does not return",
                        "mend it, or remove it: myrmex plugin remove " + bundle.getSymbolicName());
    }

    private static Optional<Finding> lying(String name, View view) {
        return view.lying().values().stream()
                .filter(file ->
                        file.candidate().filter(c -> c.name().equals(name)).isPresent())
                .map(Lying::finding)
                .findFirst();
    }

    static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "active";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            case Bundle.RESOLVED -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null ? "stopped" : "attached";
            case Bundle.INSTALLED -> "unresolved";
            default -> "uninstalled";
        };
    }
}
