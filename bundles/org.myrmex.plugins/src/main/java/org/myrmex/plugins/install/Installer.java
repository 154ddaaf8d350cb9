package org.myrmex.plugins.install;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.myrmex.plugins.folder.Candidate;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Finding;
import org.myrmex.plugins.folder.Plan;
import org.myrmex.plugins.why.Attempts;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the framework to what is wanted. All methods are called by the folder's lane. */
final class Installer {
    private static final Logger LOG = LoggerFactory.getLogger(Installer.class);
    private static final Set<Cause> MAY_HEAL_BY_OTHERS =
            Set.of(Cause.MISSING_PACKAGE, Cause.WRONG_VERSION, Cause.MISSING_BUNDLE, Cause.MISSING_CAPABILITY);

    private final Framework framework;
    private final Planner planner;
    private final PluginFiles files;
    private final Starts starts;
    private final Executor lane;
    private final Attempts diagnosis;
    private final LongSupplier nowMicros;
    private final Changes changes;
    private final SortedMap<String, Plugin> plugins = new TreeMap<>();
    private final SortedMap<String, Candidate> ranBefore = new TreeMap<>();
    /** Bytes that the framework refused, by symbolic name; they are not tried again. */
    private final SortedMap<String, Lying> refused = new TreeMap<>();

    /** Hears of what happened, on the lane. */
    interface Changes {
        void changed(String name, String version, String state);
    }

    Installer(
            Framework framework,
            Planner planner,
            PluginFiles files,
            Starts starts,
            Executor lane,
            Attempts diagnosis,
            LongSupplier nowMicros,
            Changes changes) {
        this.framework = framework;
        this.planner = planner;
        this.files = files;
        this.starts = starts;
        this.lane = lane;
        this.diagnosis = diagnosis;
        this.nowMicros = nowMicros;
        this.changes = changes;
    }

    /** What one round touched. */
    private static final class Batch {
        final List<Bundle> changed = new ArrayList<>();
        final Set<String> hosts = new TreeSet<>();
        final List<Bundle> restored = new ArrayList<>();
        final Set<String> start = new TreeSet<>();

        boolean isEmpty() {
            return changed.isEmpty() && start.isEmpty() && restored.isEmpty();
        }
    }

    SortedMap<String, Plugin> plugins() {
        return new TreeMap<>(plugins);
    }

    /** A bundle that an earlier run of this code put into the framework that still runs. */
    void adopt(Bundle bundle, Candidate installed) {
        boolean replaces = !bundle.getLocation().startsWith(Framework.LOCATION);
        plugins.put(
                installed.name(), new Plugin(bundle, replaces, installed, Optional.empty(), "", Optional.empty(), 0));
    }

    /** Bytes that ran before the peer was started: where a newer file does not start, they do. */
    void ranBefore(Candidate candidate) {
        ranBefore.put(candidate.name(), candidate);
    }

    /** Bytes that ran before and whose file was not read yet. */
    List<Candidate> waitingFromBefore() {
        return List.copyOf(ranBefore.values());
    }

    /** All files were read: what is left of before is gone for good. */
    void forgetBefore() {
        ranBefore.clear();
    }

    /** What is wanted and was refused by the framework. */
    List<Lying> refused() {
        return List.copyOf(refused.values());
    }

    /** Installs, updates and removes until the framework has these and no others. */
    void apply(SortedMap<String, Candidate> wanted) throws InterruptedException {
        if (!round(wanted)) {
            return;
        }
        // What failed for want of something may have it now.
        boolean again = false;
        for (Plugin plugin : plugins().values()) {
            if (!plugin.failed().isEmpty()
                    && plugin.trouble()
                            .map(Finding::cause)
                            .filter(MAY_HEAL_BY_OTHERS::contains)
                            .isPresent()) {
                plugins.put(plugin.name(), plugin.retry());
                again = true;
            }
        }
        if (again) {
            round(wanted);
        }
    }

    private boolean round(SortedMap<String, Candidate> wanted) throws InterruptedException {
        Batch batch = new Batch();
        refused.keySet().retainAll(wanted.keySet());
        for (Plugin plugin : plugins().values()) {
            if (!wanted.containsKey(plugin.name())) {
                takeOut(plugin, batch);
            }
        }
        for (Candidate candidate : wanted.values()) {
            put(candidate, batch);
        }
        if (batch.isEmpty()) {
            return false;
        }
        finish(batch);
        return true;
    }

    private void finish(Batch batch) throws InterruptedException {
        framework.refresh(batch.changed, batch.hosts);
        for (Bundle restored : batch.restored) {
            starts.start(restored, failure -> failure.ifPresent(Installer::logNotBack));
        }
        for (Plugin plugin : plugins().values()) {
            if (batch.start.contains(plugin.name()) || (!plugin.starting() && mayResolveNow(plugin))) {
                start(plugin);
            }
        }
    }

    /** It waited for something that is there now. */
    private boolean mayResolveNow(Plugin plugin) {
        Bundle bundle = plugin.bundle();
        return bundle.getState() == Bundle.INSTALLED
                && plugin.trouble()
                        .filter(before -> !diagnosis.now(bundle).equals(Optional.of(before)))
                        .isPresent();
    }

    private static void logNotBack(Throwable failure) {
        LOG.warn("a part of Myrmex that a plugin had replaced does not start again; restart the peer", failure);
    }

    private void takeOut(Plugin plugin, Batch batch) throws InterruptedException {
        Plan plan = planner.removal(plugin);
        LOG.info("{}", String.join("; ", plan.lines()));
        starts.interrupt(plugin.bundle());
        try {
            if (plugin.replaces()) {
                goBack(plugin.bundle());
                batch.restored.add(plugin.bundle());
            } else {
                starts.within(() -> framework.uninstall(plugin.bundle()));
            }
            batch.changed.add(plugin.bundle());
            plugin.installed().manifest().fragmentHost().ifPresent(batch.hosts::add);
            plugins.remove(plugin.name());
            ranBefore.remove(plugin.name());
            changes.changed(plugin.name(), plan.from(), "gone");
        } catch (BundleException | IOException e) {
            LOG.warn("{} could not be taken out; restart the peer", plugin.name(), e);
            plugins.put(
                    plugin.name(),
                    plugin.troubled(new Finding(
                            Cause.OTHER,
                            plugin.name() + " could not be taken out: " + e.getMessage(),
                            "restart the peer")));
        }
    }

    private void goBack(Bundle bundle) throws BundleException, IOException, InterruptedException {
        try (InputStream original = Framework.original(bundle)) {
            starts.within(() -> framework.update(bundle, original));
        }
    }

    private void put(Candidate candidate, Batch batch) throws InterruptedException {
        Plugin present = plugins.get(candidate.name());
        if (present != null && present.installed().sha256().equals(candidate.sha256())) {
            keep(present, candidate);
        } else if (!isKnownToFail(candidate, present)) {
            Plan plan = planner.plan(candidate, Optional.ofNullable(present));
            LOG.info("{}", String.join("; ", plan.lines()));
            change(candidate, present, batch);
        }
    }

    private boolean isKnownToFail(Candidate candidate, Plugin present) {
        if (present != null) {
            return present.failed().equals(candidate.sha256());
        }
        Lying before = refused.get(candidate.name());
        return before != null && before.candidate().equals(Optional.of(candidate));
    }

    /** The same bytes, perhaps by another name; and if others were tried in between, they are gone from the folder. */
    private void keep(Plugin present, Candidate candidate) {
        Plugin kept = present.from(candidate);
        plugins.put(
                candidate.name(), kept.failed().isEmpty() ? kept : kept.retry().started());
    }

    private void change(Candidate candidate, Plugin present, Batch batch) throws InterruptedException {
        try (InputStream jar = files.open(candidate.sha256())) {
            Plugin plugin = present == null ? fresh(candidate, jar) : updated(present, candidate, jar);
            plugins.put(candidate.name(), plugin);
            refused.remove(candidate.name());
            batch.changed.add(plugin.bundle());
        } catch (BundleException | IOException e) {
            failed(candidate, present, e, batch);
        }
        Plugin changed = plugins.get(candidate.name());
        if (changed != null && !changed.starting()) {
            batch.start.add(candidate.name());
        }
        candidate.manifest().fragmentHost().ifPresent(batch.hosts::add);
    }

    private Plugin fresh(Candidate candidate, InputStream jar) throws BundleException, InterruptedException {
        Optional<Bundle> replaced = framework.find(candidate.name());
        if (replaced.isPresent()) {
            starts.within(() -> framework.update(replaced.get(), jar));
        }
        Bundle bundle = replaced.isPresent() ? replaced.get() : framework.install(candidate.name(), jar);
        Optional<Candidate> before = Optional.ofNullable(ranBefore.remove(candidate.name()))
                .filter(b -> !b.sha256().equals(candidate.sha256()));
        boolean replaces = !bundle.getLocation().startsWith(Framework.LOCATION);
        return new Plugin(bundle, replaces, candidate, before, "", Optional.empty(), 0);
    }

    private Plugin updated(Plugin present, Candidate candidate, InputStream jar)
            throws BundleException, InterruptedException {
        starts.interrupt(present.bundle());
        starts.within(() -> framework.update(present.bundle(), jar));
        boolean ran = !present.starting()
                && (present.trouble().isEmpty() || !present.failed().isEmpty());
        return new Plugin(
                present.bundle(),
                present.replaces(),
                candidate,
                ran ? Optional.of(present.installed()) : present.before(),
                "",
                Optional.empty(),
                0);
    }

    /** The framework did not even take the bytes; what was there before is still there, and is started again. */
    private void failed(Candidate candidate, Plugin present, Exception e, Batch batch) {
        Finding finding = new Finding(
                Cause.NOT_A_BUNDLE,
                "the framework does not take " + candidate.name() + " " + candidate.version() + ": " + e.getMessage(),
                "build the bundle anew, for example with bnd");
        LOG.warn("{}", finding.asLine());
        if (present == null) {
            refused.put(candidate.name(), new Lying(candidate.file(), Optional.of(candidate), finding));
            // It was stopped for the update that did not come about.
            framework
                    .find(candidate.name())
                    .filter(bundle -> !Framework.isFragment(bundle))
                    .ifPresent(batch.restored::add);
        } else {
            plugins.put(
                    candidate.name(),
                    new Plugin(
                            present.bundle(),
                            present.replaces(),
                            present.installed(),
                            present.before(),
                            candidate.sha256(),
                            Optional.of(finding),
                            present.startingSinceMicros()));
        }
    }

    private void start(Plugin plugin) {
        if (Framework.isFragment(plugin.bundle())) {
            plugins.put(plugin.name(), plugin.started());
            return;
        }
        plugins.put(plugin.name(), plugin.startingSince(nowMicros.getAsLong()));
        String sha256 = plugin.installed().sha256();
        starts.start(plugin.bundle(), failure -> lane.execute(() -> ended(plugin.name(), sha256, failure)));
    }

    private void ended(String name, String sha256, Optional<Throwable> failure) {
        Plugin plugin = plugins.get(name);
        if (plugin == null || !plugin.installed().sha256().equals(sha256)) {
            return; // The folder was faster than the start.
        }
        if (failure.isEmpty()) {
            plugins.put(name, plugin.started());
        } else {
            Finding finding = diagnosis.ofAttempt(plugin.bundle(), failure.get());
            LOG.warn("{} does not start: {}", name, finding.asLine());
            LOG.debug("{} does not start", name, failure.get());
            if (plugin.before().isPresent()
                    || (plugin.replaces() && plugin.failed().isEmpty())) {
                fallBack(plugin, finding);
            } else {
                plugins.put(name, plugin.troubled(finding));
            }
        }
        changes.changed(
                name, plugins.get(name).installed().version().toString(), failure.isEmpty() ? "active" : "failed");
    }

    /** To the bytes before; where they were a part of Myrmex, to those. */
    private void fallBack(Plugin plugin, Finding finding) {
        Candidate bad = plugin.installed();
        Batch batch = new Batch();
        try {
            if (plugin.before().isPresent()) {
                try (InputStream before = files.open(plugin.before().get().sha256())) {
                    starts.within(() -> framework.update(plugin.bundle(), before));
                }
            } else {
                goBack(plugin.bundle());
            }
            batch.changed.add(plugin.bundle());
            batch.start.add(bad.name());
            // The original of a part of Myrmex has no hash here: no file of the folder is the same as it.
            Candidate now = plugin.before().orElse(new Candidate(bad.file(), "", bad.modifiedMicros(), bad.manifest()));
            Finding kept = new Finding(
                    finding.cause(),
                    bad.version() + " from " + bad.file() + " does not start, and what was there before runs again: "
                            + finding.sentence(),
                    finding.action());
            plugins.put(
                    bad.name(),
                    new Plugin(
                            plugin.bundle(),
                            plugin.replaces(),
                            now,
                            Optional.empty(),
                            bad.sha256(),
                            Optional.of(kept),
                            0));
            finish(batch);
        } catch (BundleException | IOException e) {
            LOG.warn("{} could not be brought back to what it was; restart the peer", bad.name(), e);
            plugins.put(bad.name(), plugin.troubled(finding));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
