package org.myrmex.discovery.known.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerUse;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.transport.PeerAddress;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names the peers that the operator configured, then those that answered before, the most promising first. */
@Component(
        service = PeerSource.class,
        configurationPid = "org.myrmex.discovery.known",
        property = Constants.SERVICE_RANKING + ":Integer=400")
@Designate(ocd = KnownConfiguration.class)
public final class KnownPeerSource implements PeerSource {
    /** Outcomes come in bursts, and each would be a write that waits for the disk. */
    static final Duration SAVE_DELAY = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(KnownPeerSource.class);

    private final List<PeerAddress> configured;
    private final KnownPeers known;
    private final PeersFile file;
    private final Tasks tasks;
    private final Executor disk;
    private final RunningTime time;
    private final AtomicBoolean unsaved = new AtomicBoolean();

    @Activate
    public KnownPeerSource(
            KnownConfiguration configuration,
            @Reference PluginHome home,
            @Reference Tasks tasks,
            @Reference Clock clock) {
        this(List.of(configuration.peers()), home, tasks, clock, System::nanoTime);
    }

    KnownPeerSource(List<String> peers, PluginHome home, Tasks tasks, Clock clock, LongSupplier nanos) {
        this.configured = addresses(peers);
        this.file = new PeersFile(home);
        List<KnownPeer> remembered = file.read();
        this.time = new RunningTime(remembered, clock.nowMicros(), nanos);
        this.known = new KnownPeers(remembered, time.nowMicros());
        this.tasks = tasks;
        this.disk = tasks.serial("save");
    }

    @Deactivate
    public void stop() {
        save();
    }

    @Override
    public String name() {
        return "known";
    }

    @Override
    public void find(PeerWish wish, PeerSink sink) {
        TreeSet<String> places = new TreeSet<>();
        List<PeerAddress> all = new ArrayList<>(configured);
        configured.forEach(address -> places.add(KnownPeers.place(address)));
        for (KnownPeer peer : known.bestFirst(time.nowMicros())) {
            if (places.add(KnownPeers.place(peer.address()))) {
                all.add(peer.address());
            }
        }
        boolean wanted = true;
        for (int i = 0; i < all.size() && wanted; i++) {
            wanted = i < configured.size() ? sink.named(all.get(i)) : sink.found(all.get(i));
        }
        sink.done(configured.size() + " configured, " + (all.size() - configured.size()) + " remembered");
    }

    @Override
    public void outcome(PeerOutcome outcome) {
        if (known.learn(outcome, time.nowMicros())) {
            saveSoon();
        }
    }

    @Override
    public void used(PeerUse use) {
        if (known.learn(use, time.nowMicros())) {
            saveSoon();
        }
    }

    /** What is configured stays: it would be back at the next start. */
    @Override
    public void forget(Optional<PeerAddress> place) {
        if (place.isPresent()) {
            if (known.forget(place.get())) {
                saveNow(this::save);
            }
        } else {
            known.forgetAll();
            saveNow(() -> {
                save();
                file.forgetDamaged();
            });
        }
    }

    private void saveSoon() {
        if (unsaved.compareAndSet(false, true)) {
            try {
                tasks.after(SAVE_DELAY, () -> disk.execute(this::save));
            } catch (RejectedExecutionException stopped) {
                LOG.debug("what is learnt after the stop is not saved", stopped);
            }
        }
    }

    /** Whoever wants something forgotten may pull the plug next. */
    private void saveNow(Runnable saving) {
        unsaved.set(true);
        try {
            disk.execute(saving);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("what is forgotten after the stop is not saved", stopped);
        }
    }

    /** One at a time from the look at what is known to the last byte, so that no older state replaces a younger one. */
    private synchronized void save() {
        if (unsaved.getAndSet(false)) {
            file.write(known.bestFirst(time.nowMicros()));
        }
    }

    private static List<PeerAddress> addresses(List<String> texts) {
        LinkedHashMap<String, PeerAddress> byPlace = new LinkedHashMap<>();
        for (String text : texts) {
            try {
                PeerAddress address = PeerAddress.parse(text.trim());
                if (address.port() == 0) {
                    throw new IllegalArgumentException("port 0 cannot be dialled");
                }
                byPlace.putIfAbsent(KnownPeers.place(address), address);
            } catch (IllegalArgumentException e) {
                LOG.warn(
                        "the configured peer {} is left out ({}); correct peers of org.myrmex.discovery.known",
                        text,
                        e.getMessage());
            }
        }
        return List.copyOf(byPlace.values());
    }
}
