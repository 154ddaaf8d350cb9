package org.myrmex.mesh.internal;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.transport.memory.internal.MemoryTransport;

/** A peer of {@link VirtualPeers}: it may be stopped and started again, with the same key at the same door. */
final class VirtualPeer {
    private static final int ED25519_BITS = 255;

    private final VirtualPeers world;
    private final PeerSettings settings;
    private RoutingProtocolFactory routing;
    private final KeyPair key;
    private final String name;
    private final List<StepPool> pools = new ArrayList<>();
    private List<InetAddress> interfaces = List.of();
    private int starts;
    private boolean frozen;
    private boolean routingAway;
    private Peer peer;
    private MemoryTransport transport;

    VirtualPeer(VirtualPeers world, String name, PeerSettings settings, RoutingProtocolFactory routing) {
        this.world = world;
        this.name = name;
        this.settings = settings;
        this.routing = routing;
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("Ed25519");
            keys.initialize(ED25519_BITS, new SeededRandom(world.seed(), name + " key"));
            this.key = keys.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    String name() {
        return name;
    }

    /** The running peer. */
    Peer peer() {
        if (peer == null) {
            throw new IllegalStateException(name + " is stopped");
        }
        return peer;
    }

    boolean runs() {
        return peer != null;
    }

    /** Where it listens. */
    PeerAddress door() {
        return settings.listen().get(0);
    }

    MemoryTransport transport() {
        return transport;
    }

    /** Its ends of what it is connected by. */
    List<Connection> connections() {
        return transport == null ? List.of() : transport.connections();
    }

    void start() {
        starts++;
        routingAway = false;
        pools.clear();
        peer = new Peer(
                settings,
                key,
                world::now,
                new SeededRandom(world.seed(), name + " start " + starts),
                Loop.Drive.STEPS,
                new Pools((kind, threads, waiting) -> {
                    StepPool pool = new StepPool(waiting);
                    pools.add(pool);
                    return pool;
                }),
                () -> interfaces);
        peer.observe(new Tracing());
        addTransport();
        peer.addRouting(routing, 0);
        peer.start();
    }

    /** What its machine's interfaces have from now on. */
    void interfaces(InetAddress... present) {
        interfaces = List.of(present);
    }

    void stop() {
        peer.close();
        if (transport != null) {
            transport.close();
            transport = null;
        }
        peer = null;
    }

    /** How often it was started. */
    int starts() {
        return starts;
    }

    boolean hasTransport() {
        return transport != null;
    }

    /** Takes the transport away, as when its bundle stops. */
    void removeTransport() {
        transport.close();
        peer.removeTransport(transport);
        transport = null;
    }

    /** Another one, as when the bundle is back. */
    void addTransport() {
        transport = new MemoryTransport(world.network());
        peer.addTransport(transport, 0);
    }

    /** Lets it do nothing, as a machine that sleeps; what comes meanwhile waits. */
    void freeze(boolean still) {
        frozen = still;
    }

    private boolean awake() {
        return runs() && !frozen;
    }

    /** Takes the transport away and gives another one, as when its bundle is updated. */
    void swapTransport() {
        removeTransport();
        addTransport();
    }

    /** Takes the routing away, and gives another one some time later; nothing while one is away. */
    void replaceRouting(RoutingProtocolFactory next, long gapMicros) {
        if (routingAway) {
            return;
        }
        peer.removeRouting(routing);
        routing = next;
        routingAway = true;
        int start = starts;
        world.after(gapMicros, () -> {
            if (runs() && starts == start) {
                peer.addRouting(routing, 0);
                routingAway = false;
            }
        });
    }

    boolean hasTurn() {
        return awake() && peer.loop().hasWork();
    }

    boolean hasJob() {
        if (awake()) {
            for (StepPool pool : pools) {
                if (pool.waiting() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    long dueMicros() {
        return awake() ? peer.loop().dueMicros() : Long.MAX_VALUE;
    }

    /** Runs one job of one pool, of which chance takes its pick. */
    void runJob() {
        List<StepPool> busy = pools.stream().filter(pool -> pool.waiting() > 0).toList();
        busy.get(world.chance().nextInt(busy.size())).step();
    }

    private final class Tracing implements Peer.LinkObserver {
        @Override
        public void linkUp(long link, String source, boolean dialledByUs) {
            world.trace(name + " up " + link + " " + source + " " + dialledByUs);
        }

        @Override
        public void linkDown(long link, CloseReason why) {
            world.trace(name + " down " + link + " " + why);
        }

        @Override
        public void routingSwapped(String protocol, boolean sameWire) {
            world.trace(name + " routing " + protocol);
        }
    }
}
