package org.myrmex.mesh.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerUse;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.flow.SipHash;
import org.myrmex.mesh.guard.Network;
import org.myrmex.mesh.keep.Keep;
import org.myrmex.mesh.keep.Neighbourhood;
import org.myrmex.mesh.keep.Slot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps neighbours: brings {@link Keep} together with the sources, the links and the dialler. Loop thread only. */
final class Keeper {
    private static final long DIAL_TIMEOUT_MILLIS = 10_000;
    private static final long HOUR_MICROS = 3_600_000_000L;
    /** More than the places that are free: some will not answer, some will be full. */
    private static final int ASKED_FOR = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final Loop loop;
    private final PeerSettings settings;
    private final Links links;
    private final Sources sources;
    private final Keep keep;
    /** Of neighbours that were named in vain: once is enough. */
    private boolean complained;

    Keeper(
            Loop loop,
            PeerSettings settings,
            Links links,
            SipHash order,
            RandomGenerator random,
            Executor sourcePool,
            Predicate<PeerAddress> own,
            Sources.Observer observer,
            BiConsumer<PeerAddress, String> dialler) {
        this.loop = loop;
        this.settings = settings;
        this.links = links;
        Neighbourhood size = new Neighbourhood(
                settings.wantedDegree(),
                settings.maxLinks(),
                settings.admission().linksPerNetwork());
        this.keep = new Keep(size, Keep.order(order), random, new Hands(dialler), new Eyes(own));
        this.sources = new Sources(loop, sourcePool, new Found(), observer);
    }

    private final class Found implements Sources.Listener {
        @Override
        public void found(PeerAddress address, String source) {
            keep.found(address, Gate.network(address), source);
        }

        @Override
        public void named(PeerAddress address, String source) {
            ofNamed(keep.named(address, Gate.network(address), source));
        }

        @Override
        public void heard(PeerAddress address, Realm realm, String source, String teller) {
            keep.heard(address, Gate.network(address), realm, source, teller);
        }

        @Override
        public void ended() {
            tick();
        }
    }

    private final class Hands implements Keep.Effects {
        private final BiConsumer<PeerAddress, String> dialler;

        Hands(BiConsumer<PeerAddress, String> dialler) {
            this.dialler = dialler;
        }

        @Override
        public void dial(PeerAddress address, String source) {
            dialler.accept(address, source);
        }

        @Override
        public void close(long number) {
            find(number).ifPresent(link -> links.close(link, CloseReason.MADE_ROOM));
        }

        @Override
        public void ask() {
            sources.ask(ASKED_FOR * Math.max(1, settings.wantedDegree()), links.size() < settings.minLinks());
        }

        @Override
        public void failed(PeerAddress address, CloseReason why) {
            sources.tell(new PeerOutcome(address, Optional.of(why), loop.now()));
        }
    }

    private final class Eyes implements Keep.Facts {
        private final Predicate<PeerAddress> own;

        Eyes(Predicate<PeerAddress> own) {
            this.own = own;
        }

        @Override
        public long unwantedUntil(PeerId peer) {
            return links.gate().unwantedUntil(loop.now(), peer);
        }

        @Override
        public boolean isOwn(PeerAddress address) {
            return own.test(address);
        }

        @Override
        public long carriedLately(long number) {
            return find(number).map(link -> link.use.lately(loop.now())).orElse(0L);
        }
    }

    private Optional<Link> find(long number) {
        return links.up().stream().filter(link -> link.id.number() == number).findFirst();
    }

    void addSource(PeerSource source, int ranking) {
        sources.add(source, ranking);
        keep.stir(loop.now());
    }

    void removeSource(PeerSource source) {
        sources.remove(source);
    }

    /** The operator wants this neighbour. */
    void connect(PeerAddress address) {
        ofNamed(keep.connect(address, Gate.network(address)));
        tick();
    }

    private void ofNamed(boolean taken) {
        if (!taken && !complained) {
            complained = true;
            LOG.warn("a neighbour is not dialled: too many have been named; forget some with 'peers forget'");
        }
    }

    /** Neighbours of the last run. */
    void anchors(List<PeerAddress> last) {
        last.forEach(address -> keep.anchor(address, Gate.network(address)));
    }

    List<PeerAddress> anchors() {
        return keep.anchors(loop.now());
    }

    /** The operator wants a place, or all that was learnt, forgotten. */
    void forget(Optional<PeerAddress> place) {
        keep.forget(place);
        sources.forget(place);
        for (Link link : List.copyOf(links.up())) {
            boolean his = place.isEmpty() || samePlace(place.get(), link.address);
            if (link.dialledByUs && his) {
                links.close(link, CloseReason.STOPPED);
            }
        }
    }

    private static boolean samePlace(PeerAddress one, PeerAddress other) {
        return one.scheme().equals(other.scheme()) && one.host().equals(other.host()) && one.port() == other.port();
    }

    /** Several times a second. */
    void tick() {
        if (keep.hasEnough()) {
            sources.endRound();
        }
        keep.tick(loop.now());
        for (Link link : links.up()) {
            if (loop.now() - link.useToldMicros >= HOUR_MICROS) {
                tellUse(link);
            }
        }
    }

    private void tellUse(Link link) {
        if (link.dialledByUs) {
            sources.tell(new PeerUse(link.address, loop.now() - link.useToldMicros, link.use.more(), loop.now()));
        }
        link.useToldMicros = loop.now();
    }

    /** The way to the net has changed: all are tried again, and every source. */
    void hurry() {
        keep.hurry(loop.now());
        keep.stir(loop.now());
        sources.again();
    }

    long dialTimeoutMillis() {
        return DIAL_TIMEOUT_MILLIS;
    }

    boolean wantsRoom() {
        return keep.wantsRoom(loop.now());
    }

    boolean takesDialled(PeerAddress address) {
        return keep.takesDialled(address);
    }

    boolean takesInbound(Network network, boolean lacking) {
        return keep.takesInbound(loop.now(), network, lacking);
    }

    /** Who answered at an address that was dialled. */
    void answered(PeerAddress dialled, PeerId who) {
        keep.answered(dialled, who);
    }

    void linkUp(Link link) {
        keep.linkUp(
                loop.now(), link.id.number(), link.address, Gate.network(link.address), link.dialledByUs, link.pinned);
        if (link.dialledByUs) {
            sources.tell(new PeerOutcome(link.address, Optional.empty(), loop.now()));
        }
        sources.again(); // whoever asks neighbours has one more to ask
    }

    void linkDown(Link link, CloseReason why) {
        tellUse(link);
        keep.linkDown(loop.now(), link.id.number(), why);
    }

    void dialFailed(PeerAddress address, CloseReason why) {
        keep.dialFailed(loop.now(), address, why);
    }

    /** Somebody who dialled us can be dialled there. */
    void dialledBack(PeerAddress address) {
        sources.tell(new PeerOutcome(address, Optional.empty(), loop.now()));
    }

    Slot slot(Link link) {
        return keep.slot(link.id.number());
    }

    List<MeshView.Dial> dialling() {
        return keep.dialling();
    }

    List<MeshView.Source> sources() {
        return sources.views();
    }

    int candidateCount() {
        return keep.candidateCount();
    }

    int hearsayCount() {
        return keep.hearsayCount();
    }
}
