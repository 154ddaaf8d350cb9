package org.myrmex.config.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.myrmex.api.plugin.HealthCheck;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the layers at start, and again whenever a file of {@code conf/} is changed; is its own health check. */
@Component(immediate = true, service = HealthCheck.class)
public final class ConfigurationComponent implements HealthCheck {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationComponent.class);

    private final Map<String, Map<String, Object>> feature;
    private final Map<String, Map<String, Object>> commandLine;
    private final ConfigFolder folder;
    private final AdminWriter writer;
    private volatile SortedMap<String, String> problems;
    private Registration timer = () -> {};

    @Activate
    public ConfigurationComponent(
            BundleContext bundle,
            @Reference ConfigurationAdmin admin,
            @Reference(target = "(myrmex.config.layer=feature)", cardinality = ReferenceCardinality.OPTIONAL)
                    Supplier<Map<String, Map<String, Object>>> feature,
            @Reference(target = "(myrmex.config.layer=command-line)", cardinality = ReferenceCardinality.OPTIONAL)
                    Supplier<Map<String, Map<String, Object>>> commandLine)
            throws IOException {
        this.feature = feature == null ? Map.of() : feature.get();
        this.commandLine = commandLine == null ? Map.of() : commandLine.get();
        this.writer = new AdminWriter(admin);
        this.folder = new ConfigFolder(Path.of(bundle.getProperty("myrmex.home"), "conf"));
        folder.refresh();
        apply();
    }

    /** Optional, so that all values are in ConfigAdmin before any component starts, and so before there are threads. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public synchronized void setTasks(Tasks tasks) {
        timer.close();
        timer = tasks.every(LOOK_AGAIN, this::look);
    }

    public synchronized void unsetTasks(Tasks tasks) {
        LOG.debug("without threads no file of conf/ is watched");
        timer.close();
    }

    @Deactivate
    public synchronized void stop() {
        timer.close();
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public Health check() {
        if (problems.isEmpty()) {
            return new Health(Status.OK, "all files of conf/ are in use");
        }
        String where = problems.entrySet().stream()
                .map(problem -> "conf/" + problem.getKey() + " " + problem.getValue())
                .collect(Collectors.joining("; "));
        return new Health(Status.WARN, where + "; the last good values stay in use until it is corrected");
    }

    private synchronized void look() {
        if (!folder.refresh()) {
            return;
        }
        try {
            apply();
        } catch (IOException | RuntimeException e) {
            LOG.warn("a changed configuration could not be stored; save the file again", e);
        }
    }

    private void apply() throws IOException {
        problems = folder.problems();
        problems.forEach(
                (file, why) -> LOG.warn("conf/{} {}; the last good values stay in use, correct it", file, why));
        writer.write(Layers.merge(List.of(feature, folder.values(), commandLine)));
    }
}
