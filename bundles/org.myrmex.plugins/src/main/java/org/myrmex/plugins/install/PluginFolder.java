package org.myrmex.plugins.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.myrmex.api.event.Topics;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.plugins.folder.BundleManifest;
import org.myrmex.plugins.folder.BundleVersion;
import org.myrmex.plugins.folder.Candidate;
import org.myrmex.plugins.folder.Memory;
import org.myrmex.plugins.folder.Plan;
import org.myrmex.plugins.why.Diagnosis;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The drop folder of this peer, from when the bundle starts until it stops. */
@Component(immediate = true, service = PluginFolder.class, configurationPid = "org.myrmex.plugins")
@Designate(ocd = PluginsConfiguration.class)
public final class PluginFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PluginFolder.class);
    private static final String MEMORY = "plugins.tsv";

    private final BundleContext context;
    private final PluginHome home;
    private final PluginEvents events;
    private final LongSupplier nowMicros;
    private final PluginFiles files;
    private final Installer installer;
    private final DropFolder folder;
    private final FolderWrites writes;
    private final FolderLoop loop;
    private volatile String trust;
    private volatile byte[] remembered = {};
    private SortedSet<String> copies = new TreeSet<>();
    private boolean warned;

    @Activate
    public PluginFolder(
            BundleContext context,
            @Reference Tasks tasks,
            @Reference Clock clock,
            @Reference PluginHome home,
            @Reference PluginEvents events,
            @Reference Diagnosis diagnosis,
            PluginsConfiguration configuration)
            throws IOException {
        this.context = context;
        this.home = home;
        this.events = events;
        this.nowMicros = clock::nowMicros;
        this.trust = configuration.trust();
        Executor lane = tasks.serial("folder");
        Framework framework = new Framework(context);
        Planner planner = new Planner(framework, context.getBundle());
        files = new PluginFiles(
                home.cache().resolve("copies"), new JarCheck(Runtime.version().feature()));
        installer = new Installer(
                framework,
                planner,
                files,
                new Starts(tasks.pool("start", Starts.MAX_AT_ONCE)),
                lane,
                diagnosis,
                nowMicros,
                this::changed);
        Path plugins = Path.of(context.getProperty("myrmex.home")).resolve("plugins");
        folder = new DropFolder(plugins, files, planner, installer, nowMicros, this::trustsAll);
        writes = new FolderWrites(folder, files, planner, installer);
        loop = new FolderLoop(folder, tasks, lane, nowMicros, this::looked);
        lane.execute(this::remember);
        loop.start(framework::isUp);
    }

    @Modified
    public void modified(PluginsConfiguration configuration) {
        trust = configuration.trust();
        loop.applyAgain();
    }

    @Deactivate
    public void stop() {
        loop.close();
    }

    /** Whether every bundle in the folder is taken; any other word than {@code open} takes none. */
    public boolean trustsAll() {
        return "open".equals(trust);
    }

    public View view() {
        return folder.view();
    }

    /** How things stand once they stand so, or when the time is up. */
    public View await(Predicate<View> so, long millis) throws InterruptedException {
        return folder.await(so, millis);
    }

    public Plan plan(Path source) throws Exception {
        return loop.call(() -> {
            try {
                return writes.plan(source);
            } finally {
                files.keepOnly(neededCopies());
            }
        });
    }

    public PutFile put(Path source, Optional<String> expected) throws Exception {
        FolderWrites.Put put = loop.call(() -> {
            try {
                return writes.put(source, expected);
            } catch (FailedException e) {
                files.keepOnly(neededCopies()); // without the copy of what is not taken
                throw e;
            }
        });
        loop.changed();
        return new PutFile(put);
    }

    /** @return the names of the files that are gone from the folder */
    public List<String> remove(String name) throws Exception {
        return loop.call(() -> writes.remove(name));
    }

    /** A file that was put into the folder, which may be taken back. */
    public final class PutFile {
        private final FolderWrites.Put put;

        private PutFile(FolderWrites.Put put) {
            this.put = put;
        }

        public Plan plan() {
            return put.plan();
        }

        public String sha256() {
            return put.candidate().sha256();
        }

        public String name() {
            return put.candidate().name();
        }

        public String file() {
            return put.candidate().file();
        }

        /** The bytes before, or no file, as it was. */
        public void undo() throws Exception {
            loop.call(() -> {
                writes.undo(put);
                return null;
            });
        }
    }

    /** What is known from before: which bytes are in bundles that still run, and which ran last time. */
    private void remember() {
        try {
            Path file = home.data().resolve(MEMORY);
            SortedMap<String, Memory.Row> rows = java.nio.file.Files.isRegularFile(file)
                    ? Memory.read(java.nio.file.Files.readAllBytes(file))
                    : new java.util.TreeMap<>();
            rows.values().forEach(this::remember);
            for (Bundle bundle : context.getBundles()) {
                boolean ours = bundle.getLocation().startsWith(Framework.LOCATION);
                if (ours && !installer.plugins().containsKey(bundle.getSymbolicName())) {
                    installer.adopt(bundle, candidate(bundle.getSymbolicName(), "0", "", ""));
                }
            }
        } catch (IOException e) {
            LOG.warn("what ran before cannot be read; check the rights of data/ in the peer's home", e);
        }
    }

    private void remember(Memory.Row row) {
        Bundle bundle = row.bundle() == 0 ? null : context.getBundle(row.bundle());
        boolean same = bundle != null
                && row.name().equals(bundle.getSymbolicName())
                && bundle.getLastModified() == row.changedMillis();
        if (same) {
            installer.adopt(bundle, candidate(row.name(), row.version(), row.file(), row.sha256()));
        } else {
            files.kept(row.sha256(), row.file()).ifPresent(installer::ranBefore);
        }
    }

    private SortedSet<String> neededCopies() {
        SortedSet<String> needed = folder.neededCopies();
        needed.addAll(writes.replaced());
        return needed;
    }

    private static Candidate candidate(String name, String version, String file, String sha256) {
        BundleVersion parsed;
        try {
            parsed = BundleVersion.parse(version);
        } catch (IllegalArgumentException e) {
            parsed = BundleVersion.parse("0");
        }
        return new Candidate(file, sha256, 0, new BundleManifest(name, parsed, Optional.empty()));
    }

    private void changed(String name, String version, String state) {
        events.post(Map.of("name", name, "version", version, "state", state, Topics.TIME, nowMicros.getAsLong()));
        folder.publish();
        looked();
    }

    /** After each change, on the lane. */
    private void looked() {
        View view = folder.view();
        if (!view.installed().isEmpty() && !warned) {
            warned = true;
            LOG.warn(
                    "{} in the plugins folder: trusted unsigned, because org.myrmex.plugins has trust 'open'; remove"
                            + " what you do not know",
                    view.installed().size() == 1 ? "1 plugin" : view.installed().size() + " plugins");
        }
        List<Memory.Row> rows = new ArrayList<>();
        for (Plugin plugin : installer.plugins().values()) {
            rows.add(new Memory.Row(
                    plugin.name(),
                    plugin.installed().version().toString(),
                    plugin.installed().file(),
                    plugin.installed().sha256(),
                    plugin.trouble().map(finding -> finding.code()).orElse(plugin.starting() ? "starting" : "started"),
                    plugin.bundle().getBundleId(),
                    plugin.bundle().getLastModified()));
        }
        for (Candidate before : installer.waitingFromBefore()) {
            rows.add(new Memory.Row(
                    before.name(), before.version().toString(), before.file(), before.sha256(), "ran-before", 0, 0));
        }
        byte[] bytes = Memory.encode(rows);
        if (!Arrays.equals(bytes, remembered)) {
            remembered = bytes;
            loop.soon(() -> write(bytes));
        }
        SortedSet<String> needed = neededCopies();
        if (!needed.equals(copies)) {
            copies = needed;
            try {
                files.keepOnly(needed);
            } catch (IOException e) {
                LOG.warn("old copies of plugins cannot be deleted; check the rights of cache/ in the peer's home", e);
            }
        }
    }

    /** Beside the lane: a disk that takes its time to sync must not hold up the next plugin. */
    private void write(byte[] bytes) {
        if (bytes == remembered) {
            try {
                home.write(MEMORY, bytes);
            } catch (IOException e) {
                LOG.warn("what runs cannot be written down; check the rights of data/ in the peer's home", e);
            }
        }
    }
}
