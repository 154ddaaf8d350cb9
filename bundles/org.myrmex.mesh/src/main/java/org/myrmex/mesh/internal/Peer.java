package org.myrmex.mesh.internal;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.mesh.Datagrams;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.mesh.QueryResponder;
import org.myrmex.api.mesh.Routes;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.api.transport.Transport;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.NeighbourMessage;
import org.myrmex.mesh.flow.Parcel;
import org.myrmex.mesh.flow.SizeClass;
import org.myrmex.mesh.guard.Network;
import org.myrmex.mesh.seal.XWingKem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A peer without its framework: made with {@code new}, given transports, a routing and sources, started, closed. Every
 * public method may be called from any thread.
 */
public final class Peer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);
    private static final long TICK_MICROS = 200_000;
    private static final long COUNT_MICROS = 1_000_000;
    private static final long SLOW_TICK_MICROS = 10_000_000;
    /** Reading pauses so long at most while a routing bundle is being replaced (design 3). */
    private static final long SWAP_MICROS = 10_000_000;

    private static final long CALL_SECONDS = 2;

    private final PeerSettings settings;
    private final Identity identity;
    private final KeyRenewal keyRenewal;
    private final Loop loop;
    private final Pools pools;
    private final RoutingHost routing;
    private final Links links;
    private final Whereabouts whereabouts;
    private final Keeper keeper;
    private final Anchors anchors;
    private final Surroundings surroundings;
    private final Addresses addresses;
    private final Responders responders;
    private final DatagramPort datagrams;
    private final NeighbourPort neighbours;
    private final Signatures signatures;
    private final Doors doors;
    private final Views views;
    private final Kem kem;
    private final Routings routings;
    private final List<LinkObserver> observers = new ArrayList<>();
    private long routingWakeMicros = Long.MAX_VALUE;
    private boolean started;
    private volatile boolean closed;
    private volatile SortedMap<String, Long> counters = Collections.emptySortedMap();
    private long countedAtMicros;

    /** Told of links, on the loop: must only enqueue. */
    public interface LinkObserver {
        void linkUp(long link, String source, boolean dialledByUs);

        void linkDown(long link, CloseReason why);

        void routingSwapped(String routing, boolean sameWire);

        /** A source was asked, and said this. */
        default void sourceAsked(String source, String said) {}

        /** Others can dial this peer; else why not. */
        default void reachable(Optional<CloseReason> failure) {}
    }

    /**
     * A peer that has done nothing yet.
     *
     * @param linkKey Ed25519; its public half names the peer
     * @param clockMicros microseconds since 1970
     */
    public Peer(PeerSettings settings, KeyPair linkKey, LongSupplier clockMicros, SecureRandom random) {
        this(
                settings,
                linkKey,
                clockMicros,
                random,
                Loop.Drive.THREAD,
                new Pools(ThreadPool::new),
                Surroundings::present);
    }

    /** A peer whose loop and pools are turned by whom the caller says. */
    Peer(
            PeerSettings settings,
            KeyPair linkKey,
            LongSupplier clockMicros,
            SecureRandom random,
            Loop.Drive drive,
            Pools pools,
            Supplier<List<InetAddress>> interfaces) {
        this.settings = settings;
        this.identity = new Identity(linkKey);
        this.loop = new Loop(drive, clockMicros, this::afterBatch);
        this.pools = pools;
        this.routing = new RoutingHost(random, new Carrier());
        this.routings = new Routings(settings.routing());
        Gate gate = new Gate(settings.admission(), clockMicros);
        this.links = new Links(loop, settings, identity, gate, routing, random, this::dial, new LinkEvents());
        this.doors = new Doors(loop, settings, identity, links, pools.sources);
        this.keyRenewal = new KeyRenewal(loop, pools.sources, random, this::use);
        this.whereabouts = new Whereabouts(identity, clockMicros, doors::bound);
        this.keeper = new Keeper(
                loop,
                settings,
                links,
                Identity.secretOrder(linkKey),
                random,
                pools.sources,
                whereabouts::isOwn,
                (source, said) -> observers.forEach(o -> o.sourceAsked(source, said)),
                this::dial);
        this.anchors = new Anchors(loop, pools.sources, keeper::anchors);
        this.surroundings = new Surroundings(loop, pools.sources, interfaces, new Changes());
        this.addresses = new Addresses(loop, routing, pools, random, address -> closed(address));
        this.responders = new Responders(loop, routing, addresses, pools, random, clockMicros);
        this.datagrams = new DatagramPort(loop, routing, addresses, random);
        this.neighbours = new NeighbourPort(
                loop,
                links,
                whereabouts,
                new OwnRecords(identity, clockMicros),
                new DialBack(loop, this::dial, keeper::dialledBack),
                this::tried);
        this.signatures = new Signatures(loop, routing, addresses, pools.crypto);
        this.kem = new XWingKem(random);
        this.views = new Views(
                identity,
                loop,
                pools,
                doors,
                links,
                keeper,
                addresses,
                routing,
                signatures,
                datagrams,
                neighbours,
                whereabouts);
        count(); // nothing runs yet: whoever shows the counters finds all their names
    }

    /** Opens the doors and looks for neighbours as soon as a transport and a routing are there. */
    public void start() {
        loop.start();
        loop.execute(() -> {
            started = true;
            startWhenReady();
            tick();
            slowTick();
        });
    }

    /** Closes every link and forgets every key; waits at most about a second. */
    @Override
    public void close() {
        closed = true;
        loop.execute(() -> {
            addresses.closeAll();
            links.stop(CloseReason.STOPPED);
            doors.close();
        });
        loop.stop(1_000);
        pools.close();
    }

    boolean closed() {
        return closed;
    }

    public PeerId id() {
        return identity.id();
    }

    // ---- what comes and goes

    public void addTransport(Transport transport, int ranking) {
        loop.execute(() -> {
            doors.add(transport, ranking);
            startWhenReady();
        });
    }

    public void removeTransport(Transport transport) {
        loop.execute(() -> {
            doors.remove(transport);
            startWhenReady();
        });
    }

    /** Of several with the chosen name the highest ranking runs, of equals the first: a decorator that came later takes over. */
    public void addRouting(RoutingProtocolFactory factory, int ranking) {
        loop.execute(() -> {
            routings.add(factory, ranking);
            installRouting();
        });
    }

    /** Returns when the routing's code is not used any more. */
    public void removeRouting(RoutingProtocolFactory factory) {
        if (closed) {
            return; // nothing is routed any more, and the loop would not answer
        }
        CompletableFuture<Void> gone = loop.call(() -> {
            routings.remove(factory);
            if (routing.runs(factory)) {
                routing.uninstall(loop.now());
                links.pauseAll(true);
                installRouting();
                int gap = routing.generation();
                loop.after(SWAP_MICROS, () -> {
                    if (!routing.present() && routing.generation() == gap) {
                        LOG.warn("no routing '{}' is installed; add its bundle or choose another", settings.routing());
                        links.pauseAll(false);
                    }
                });
            }
            return null;
        });
        await(gone);
    }

    public void addSource(PeerSource source, int ranking) {
        loop.execute(() -> keeper.addSource(source, ranking));
    }

    public void removeSource(PeerSource source) {
        loop.execute(() -> keeper.removeSource(source));
    }

    public void addResponder(String service, QueryResponder responder) {
        responders.add(service, responder);
    }

    public void removeResponder(String service, QueryResponder responder) {
        responders.remove(service, responder);
    }

    public void observe(LinkObserver observer) {
        loop.execute(() -> observers.add(observer));
    }

    // ---- what it offers

    /** A mesh of its own for each user: closing it closes what it opened. */
    public ClosableMesh mesh() {
        return new ClosableMesh(this);
    }

    public Datagrams datagrams() {
        return datagrams;
    }

    public Neighbours neighbours() {
        return neighbours;
    }

    public Kem kem() {
        return kem;
    }

    public Routes routes() {
        return new Routes() {
            @Override
            public CompletionStage<List<RouteView>> routes() {
                return loop.call(() -> routing.routes(loop.now()));
            }
        };
    }

    Loop loop() {
        return loop;
    }

    Views views() {
        return views;
    }

    Addresses addresses() {
        return addresses;
    }

    void connect(PeerAddress address) {
        loop.execute(() -> keeper.connect(address));
    }

    void forget(Optional<PeerAddress> place) {
        loop.execute(() -> {
            keeper.forget(place);
            anchors.forget();
        });
    }

    /** Where the neighbours that the next run dials first are kept, and who they were at the last. */
    void anchors(AnchorStorage storage, List<PeerAddress> last) {
        loop.execute(() -> {
            anchors.storeIn(storage, last);
            keeper.anchors(last);
        });
    }

    MeshView view() {
        return await(loop.call(views::look));
    }

    private <T> T await(CompletableFuture<T> result) {
        try {
            return loop.await(result, CALL_SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the mesh does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the mesh was asked", e);
        }
    }

    /** Where a renewed key is stored; without it keys live in memory only. */
    public void storeKeysIn(KeyStorage storage) {
        keyRenewal.storeIn(storage);
    }

    CompletionStage<PeerId> renewKey() {
        return keyRenewal.renew();
    }

    // ---- inside

    /** A new key: nothing of the old one may be met any more. Addresses and what goes over them stay. */
    private void use(KeyPair linkKey) {
        identity.replace(linkKey);
        links.closeAll(CloseReason.STOPPED);
        doors.reopen();
        startWhenReady();
    }

    private void startWhenReady() {
        if (started && routing.present()) {
            doors.open();
            keeper.tick();
        }
    }

    /** Runs the best routing that starts; what ran before hands its state over. */
    private void installRouting() {
        for (RoutingProtocolFactory factory : routings.best()) {
            if (routing.runs(factory)) {
                return;
            }
            if (routing.present()) {
                routing.uninstall(loop.now());
            }
            try {
                boolean sameWire = routing.install(loop.now(), factory);
                installed(factory, sameWire);
                return;
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("the routing '{}' of {} does not start; mend or remove it", settings.routing(), factory, e);
                routings.remove(factory); // tried once: not at every coming and going of another
            }
        }
    }

    private void installed(RoutingProtocolFactory factory, boolean sameWire) {
        addresses.introduce();
        links.introduce(sameWire);
        links.pauseAll(false);
        routing.unpark(loop.now());
        observers.forEach(o -> o.routingSwapped(factory.name(), sameWire));
        startWhenReady();
    }

    private void dial(PeerAddress address, String source) {
        dial(address, links.events(Optional.of(address), source));
    }

    private void dial(PeerAddress address, ConnectionEvents events) {
        Optional<Transport> transport = doors.transport(address.scheme());
        if (transport.isEmpty() || !routing.present()) {
            events.failed(address, CloseReason.UNREACHABLE);
            return;
        }
        try {
            transport.get().dial(address, doors.context(), events, keeper.dialTimeoutMillis());
        } catch (RuntimeException | LinkageError e) {
            // for instance one that is being stopped: the address must not count as being dialled for ever
            LOG.debug("a transport refused to dial", e);
            events.failed(address, CloseReason.INTERNAL);
        }
    }

    private void closed(OwnAddress address) {
        datagrams.closed(address);
    }

    /** What is counted, as it was within the last second or so; any thread, at once. */
    public SortedMap<String, Long> counters() {
        return counters;
    }

    private void count() {
        countedAtMicros = loop.now();
        counters = Collections.unmodifiableSortedMap(views.counters());
    }

    private void tick() {
        // first, so that a fault below does not end the ticking
        loop.after(TICK_MICROS, this::tick);
        if (loop.now() - countedAtMicros >= COUNT_MICROS) {
            count();
        }
        surroundings.tick();
        links.tick();
        routing.tick(loop.now());
        if (routing.present()) {
            keeper.tick();
        }
    }

    private void slowTick() {
        loop.after(SLOW_TICK_MICROS, this::slowTick);
        addresses.tick();
        anchors.tick();
        if (routing.present()) {
            doors.open(); // a port that was taken may be free by now
        }
    }

    private void afterBatch() {
        links.pump();
        long wake = routing.nextWakeUp();
        if (wake < routingWakeMicros) {
            routingWakeMicros = wake;
            loop.after(Math.max(0, wake - loop.now()), () -> {
                routingWakeMicros = Long.MAX_VALUE;
                routing.tick(loop.now());
            });
        }
    }

    private void tried(Realm realm, Optional<CloseReason> failure) {
        boolean isNews = whereabouts.tried(loop.now(), realm, failure);
        Set<Realm> linked = neighbours.realms();
        linked.add(realm); // whose link is hardly up yet
        if (isNews && whereabouts.widest(linked).equals(Optional.of(realm))) {
            observers.forEach(o -> o.reachable(failure));
        }
    }

    private final class Changes implements Surroundings.Listener {
        @Override
        public boolean addresses(List<InetAddress> present) {
            return whereabouts.interfaces(present);
        }

        @Override
        public void changed() {
            LOG.info("this machine slept, or has other addresses: all neighbours are asked whether they are there");
            links.doubtAll();
            doors.open();
            keeper.hurry();
        }
    }

    private final class LinkEvents implements Links.Observer {
        @Override
        public boolean takesDialled(PeerAddress address) {
            return keeper.takesDialled(address);
        }

        @Override
        public boolean takesInbound(Network network, boolean lacking) {
            return keeper.takesInbound(network, lacking);
        }

        @Override
        public boolean wantsRoom() {
            return keeper.wantsRoom();
        }

        @Override
        public void dialledIn(Realm realm) {
            tried(realm, Optional.empty());
        }

        @Override
        public void linkUp(Link link) {
            keeper.linkUp(link);
            neighbours.linkUp(link);
            observers.forEach(o -> o.linkUp(link.id.number(), link.source, link.dialledByUs));
        }

        @Override
        public void linkDown(Link link, CloseReason why) {
            keeper.linkDown(link, why);
            neighbours.linkDown(link);
            signatures.linkDown(link.id);
            observers.forEach(o -> o.linkDown(link.id.number(), why));
        }

        @Override
        public void dialFailed(PeerAddress address, CloseReason why) {
            keeper.dialFailed(address, why);
        }

        @Override
        public void answered(PeerAddress dialled, PeerId who) {
            keeper.answered(dialled, who);
        }

        @Override
        public void neighbourMessage(Link link, NeighbourMessage message) {
            neighbours.received(link, message);
        }
    }

    /** Carries out the effects of routing. */
    private final class Carrier implements RoutingHost.Effects {
        @Override
        public void send(LinkId to, ByteBuffer header, Body body, long flow, HandleLedger.Entry cause) {
            Parcel parcel = new Parcel(
                    FrameTypes.ROUTING,
                    header,
                    body,
                    loop.now(),
                    cause == null
                            ? Parcel.Ticket.NONE
                            : written -> routing.ledger().ended(cause));
            if (header.remaining() > settings.limits().maxHeaderBytes() || !SizeClass.isOne(body.length())) {
                // here, and not when a transport refuses it together with others that are sound
                LOG.error(
                        "the routing sent what no link carries: a header of {} bytes, a body of {}; please report it",
                        header.remaining(),
                        body.length());
                parcel.drop();
                return;
            }
            Link link = links.get(to);
            if (link == null || !link.offer(loop.now(), flow, parcel)) {
                parcel.drop();
            }
        }

        @Override
        public void deliver(Message message, HandleLedger.Entry cause) {
            switch (message.kind()) {
                case QUERY -> {
                    responders.asked(message);
                    routing.ledger().ended(cause);
                }
                case ANSWER -> {
                    addresses.answered(message);
                    routing.ledger().ended(cause);
                }
                case DATAGRAM -> datagrams.arrived(message, cause);
            }
        }

        @Override
        public void sign(long job, VirtualAddress address, byte[] bytes) {
            signatures.sign(job, address, bytes);
        }

        @Override
        public void verify(
                long job,
                LinkId charged,
                CompactRecord record,
                byte[] prefix,
                Body body,
                byte[] signature,
                Optional<HashChain> chain) {
            signatures.verify(job, charged, record, prefix, body, signature, chain);
        }

        @Override
        public void closeLink(LinkId id, CloseReason why) {
            Link link = links.get(id);
            if (link != null) {
                links.close(link, why);
            }
        }
    }
}
