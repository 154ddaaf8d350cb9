package org.myrmex.discovery.hostcatcher.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.myrmex.api.discovery.HostCatcher;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcatcher.caught.Catcher;
import org.myrmex.discovery.hostcatcher.caught.Met;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Names the peers that were met before, and those that neighbours have met; tells neighbours in return. */
@Component(
        service = {PeerSource.class, HostCatcher.class},
        configurationPid = "org.myrmex.discovery.hostcatcher",
        property = Constants.SERVICE_RANKING + ":Integer=200")
@Designate(ocd = HostCatcherConfiguration.class)
public final class HostCatcherSource implements PeerSource, HostCatcher {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** Changes come in bursts, and each would be a write that waits for the disk. */
    private static final Duration SAVE_PAUSE = Duration.ofSeconds(5);

    private static final int MIN_PING_SECONDS = 10;
    private static final int MAX_PING_SECONDS = 3600;

    private final Catcher<Signed> catcher;
    private final PingPong<Signed> pingPong;
    private final Search<Signed> search;
    private final MetFile file;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** For all that takes time: messages, signatures and the file. */
    private final Executor worker;

    private final CompletableFuture<Void> loaded;
    private final List<Registration> registrations = new ArrayList<>();
    private long savedChanges;

    /** Comes and goes: the mesh asks sources, so that it is there later than they. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Mesh mesh;

    @Activate
    public HostCatcherSource(
            HostCatcherConfiguration configuration,
            @Reference PluginHome home,
            @Reference Tasks tasks,
            @Reference Clock clock,
            @Reference Metrics metrics) {
        this(
                new Manners(configuration.advertise(), configuration.dialBack()),
                configuration.pingSeconds(),
                home,
                tasks,
                clock);
        registrations.add(
                metrics.gauge("met_peers", "Peers that were met and can be dialled.", locked(catcher::metCount)));
        registrations.add(metrics.gauge("heard_records", "Records that neighbours told.", locked(catcher::heardCount)));
        registrations.add(metrics.gauge(
                "stray_records",
                "Records that were left out: of another realm, too old, of somebody else, or too many of one network.",
                locked(catcher::strays)));
    }

    HostCatcherSource(Manners manners, int pingSeconds, PluginHome home, Tasks tasks, Clock clock) {
        long seconds = Math.max(MIN_PING_SECONDS, Math.min(MAX_PING_SECONDS, pingSeconds));
        this.catcher = new Catcher<>(TimeUnit.SECONDS.toMicros(seconds));
        this.worker = tasks.serial("talk");
        this.clock = clock;
        this.file = new MetFile(home);
        this.pingPong =
                new PingPong<>(catcher, Signed.RECORDS, manners, worker, clock, random, () -> Optional.ofNullable(mesh)
                        .map(running -> running.view().peer()));
        this.search = new Search<>(catcher, pingPong, clock, random);
        // before the first neighbour, whose news come on the same thread: what is older must not replace it
        this.loaded = CompletableFuture.runAsync(this::load, worker);
        registrations.add(tasks.every(TICK, pingPong::tick));
        registrations.add(tasks.every(SAVE_PAUSE, () -> worker.execute(this::save)));
    }

    @Deactivate
    public void stop() {
        registrations.forEach(Registration::close);
        pingPong.end();
        save();
    }

    /** The mesh is there. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setNeighbours(Neighbours neighbours) {
        pingPong.begin(neighbours);
    }

    /** It is gone, or another is there already. */
    void unsetNeighbours(Neighbours neighbours) {
        pingPong.end(neighbours);
    }

    @Override
    public String name() {
        return "hostcatcher";
    }

    @Override
    public void find(PeerWish wish, PeerSink sink) {
        try {
            loaded.get(wish.patience().toMillis(), TimeUnit.MILLISECONDS);
            search.find(wish, sink);
        } catch (ExecutionException | TimeoutException e) {
            sink.done("the peers that were met are not read from disk yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sink.done("stopped");
        }
    }

    @Override
    public void outcome(PeerOutcome outcome) {
        outcome.failure().ifPresent(reason -> {
            synchronized (catcher) {
                catcher.failed(outcome.address(), reason);
            }
        });
    }

    @Override
    public void forget(Optional<PeerAddress> place) {
        synchronized (catcher) {
            catcher.forget(place);
        }
        worker.execute(this::save);
    }

    @Override
    public List<PeerRecord> some(Realm realm, int most) {
        List<PeerRecord> some = new ArrayList<>(pingPong.advertised(realm));
        synchronized (catcher) {
            catcher.some(realm, most, clock.nowMicros(), random).forEach(met -> some.add(met.record()));
        }
        Collections.shuffle(some, random);
        return List.copyOf(some.subList(0, Math.max(0, Math.min(most, some.size()))));
    }

    private void load() {
        List<Met.Peer<Signed>> peers = file.load();
        synchronized (catcher) {
            catcher.restore(peers);
            savedChanges = catcher.changes();
        }
    }

    private synchronized void save() {
        List<Met.Peer<Signed>> peers;
        long changes;
        synchronized (catcher) {
            changes = catcher.changes();
            peers = catcher.peers();
        }
        // what was not read yet is not replaced
        if (loaded.isDone() && changes != savedChanges && file.save(peers)) {
            savedChanges = changes;
        }
    }

    private LongSupplier locked(LongSupplier figure) {
        return () -> {
            synchronized (catcher) {
                return figure.getAsLong();
            }
        };
    }
}
