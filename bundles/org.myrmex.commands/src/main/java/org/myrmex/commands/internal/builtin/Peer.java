package org.myrmex.commands.internal.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.myrmex.api.plugin.Clock;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The running peer itself: its home, its bundles, since when it runs. */
@Component(service = Peer.class)
public final class Peer {
    private final BundleContext bundle;
    private final Clock clock;
    private final long startedMicros;

    @Activate
    public Peer(BundleContext bundle, @Reference Clock clock) {
        this.bundle = bundle;
        this.clock = clock;
        this.startedMicros = clock.nowMicros();
    }

    BundleContext bundles() {
        return bundle;
    }

    Optional<Bundle> find(String symbolicName) {
        for (Bundle candidate : bundle.getBundles()) {
            if (symbolicName.equals(candidate.getSymbolicName())) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    long nowMicros() {
        return clock.nowMicros();
    }

    long startedMicros() {
        return startedMicros;
    }

    Path home() {
        return Path.of(property("myrmex.home"));
    }

    String property(String name) {
        return Optional.ofNullable(bundle.getProperty(name)).orElse("unknown");
    }

    /** Where the page and the API are, as the HTTP bundle wrote it down. */
    Optional<String> http() {
        Path file = home().resolve("run").resolve("http");
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException e) {
            // It went away between the two looks: the server has stopped.
            return Optional.empty();
        }
    }
}
