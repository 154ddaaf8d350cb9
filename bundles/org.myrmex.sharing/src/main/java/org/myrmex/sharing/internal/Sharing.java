package org.myrmex.sharing.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.myrmex.api.channel.Channels;
import org.myrmex.api.event.Topics;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.sharing.downloads.DownloadEngine;
import org.myrmex.sharing.searches.Interests;
import org.myrmex.sharing.shares.Excluded;
import org.myrmex.sharing.shares.ShareIndex;
import org.myrmex.sharing.streams.StreamEngine;
import org.myrmex.sharing.uploads.FileServer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the parts of the bundle, starts and stops them; the other components hand them out. */
@Component(service = Sharing.class, immediate = true, configurationPid = "org.myrmex.sharing")
@Designate(ocd = SharingConfig.class)
public final class Sharing {
    private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

    private static final Duration SWEEP_PAUSE = Duration.ofMinutes(1);
    /** The peer has 2 s to stop. */
    private static final long STOP_MILLIS = 1_000;
    /** Where a home keeps keys, tokens and other things of its own. */
    private static final List<String> OWN_FOLDERS = List.of("conf", "plugins", "data", "cache", "logs", "run");

    private final Tasks tasks;
    private final Clock clock;
    private final ShareIndex index;
    private final Interests interests;
    private final DownloadEngine downloads;
    private final StreamEngine streams;
    private final FileServer server;
    private Registration sweep = () -> {};

    /** Dynamic: downloads and the index go on while the event service is replaced. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile EventAdmin events;

    @Activate
    public Sharing(
            BundleContext context,
            SharingConfig config,
            @Reference Mesh mesh,
            @Reference Channels channels,
            @Reference Tasks tasks,
            @Reference PluginHome home,
            @Reference Clock clock)
            throws IOException {
        this.tasks = tasks;
        this.clock = clock;
        Optional<Path> peerHome =
                Optional.ofNullable(context.getProperty("myrmex.home")).map(Path::of);
        ShareIndex.Settings settings = new ShareIndex.Settings(
                Stream.of(config.shares()).map(Path::of).toList(),
                Excluded.of(List.of(config.excludedNames()), ownFolders(peerHome)),
                config.hashBytesPerSecond(),
                config.watchShares(),
                Duration.ofSeconds(Math.max(1, config.rescanSeconds())));
        index = new ShareIndex(
                settings,
                home,
                tasks,
                clock,
                (files, bytes) -> post(Topics.SHARE, Map.of("files", files, "bytes", bytes)));
        interests = new Interests(mesh, clock);
        Path folder = config.downloads().isBlank()
                ? peerHome.orElse(home.data()).resolve("downloads")
                : Path.of(config.downloads());
        downloads = new DownloadEngine(
                folder,
                home,
                tasks,
                clock,
                channels,
                interests,
                (id, state) -> post(Topics.DOWNLOAD, Map.of("id", id.toString(), "state", state.name())));
        streams = new StreamEngine(index, tasks, clock, channels, interests);
        server = new FileServer(
                index,
                tasks,
                clock,
                (id, state, sentBytes) ->
                        post(Topics.UPLOAD, Map.of("id", id.toString(), "state", state, "sentBytes", sentBytes)));
    }

    @Activate
    void start() {
        index.start();
        downloads.resume();
        sweep = tasks.every(SWEEP_PAUSE, interests::sweep);
    }

    @Deactivate
    void stop() {
        sweep.close();
        server.close();
        streams.close();
        try {
            downloads.stop().get(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("downloads did not stop in time; they go on from what was stored before");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        interests.close();
        try {
            index.close();
        } catch (IOException e) {
            LOG.info("the hashes could not be closed; some files are hashed again after the start");
        }
    }

    ShareIndex index() {
        return index;
    }

    Interests interests() {
        return interests;
    }

    DownloadEngine downloads() {
        return downloads;
    }

    StreamEngine streams() {
        return streams;
    }

    FileServer server() {
        return server;
    }

    Clock clock() {
        return clock;
    }

    /** A search of this peer began or ended. */
    void searched(String state, int hits, int peersHeard) {
        post(Topics.SEARCH, Map.of("state", state, "hits", hits, "peersHeard", peersHeard));
    }

    private void post(String topic, Map<String, Object> properties) {
        EventAdmin admin = events;
        if (admin != null) {
            Map<String, Object> all = new HashMap<>(properties);
            all.put(Topics.TIME, clock.nowMicros());
            admin.postEvent(new Event(topic, all));
        }
    }

    private static List<Path> ownFolders(Optional<Path> home) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (home.isPresent() && Files.isDirectory(home.get())) {
            Path real = home.get().toRealPath();
            OWN_FOLDERS.forEach(name -> folders.add(real.resolve(name)));
        }
        return folders;
    }
}
