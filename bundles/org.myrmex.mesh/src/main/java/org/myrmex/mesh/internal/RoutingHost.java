package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.routing.SavePurpose;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the routing state machine: gives it its inputs, queues its effects, carries them out when the input has returned,
 * and keeps what survives a swap. Loop thread only.
 */
final class RoutingHost {
    private static final Logger LOG = LoggerFactory.getLogger(RoutingHost.class);
    /** Inputs of own endpoints that wait while no routing is there. */
    private static final int MAX_PARKED = 256;

    /** What carries out the effects. */
    interface Effects {
        /** The parcel's body reference is the callee's. */
        void send(LinkId link, ByteBuffer header, Body body, long flow, HandleLedger.Entry cause);

        /** The message's body reference is the callee's. */
        void deliver(Message message, HandleLedger.Entry cause);

        void sign(long job, VirtualAddress address, byte[] bytes);

        void verify(
                long job,
                LinkId charged,
                CompactRecord record,
                byte[] prefix,
                Body body,
                byte[] signature,
                Optional<HashChain> chain);

        void closeLink(LinkId link, CloseReason why);
    }

    private final Effects effects;
    private final HandleLedger ledger = new HandleLedger();
    private final RandomGenerator random;
    private final ArrayDeque<Runnable> queued = new ArrayDeque<>();
    private final ArrayDeque<BiConsumer<RoutingProtocol, Long>> parked = new ArrayDeque<>();
    private final Map<RoutingEvent.Kind, Long> events = new EnumMap<>(RoutingEvent.Kind.class);
    private final Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);

    private RoutingProtocolFactory factory;
    private RoutingProtocol protocol;
    /** The wire stays known while one version of a routing bundle makes place for the next. */
    private String wire = "";

    private Optional<byte[]> saved = Optional.empty();
    private String savedFor = "";
    private int generation;
    /** The time of the present input, for holds. */
    private long holdTime;

    RoutingHost(RandomGenerator random, Effects effects) {
        this.random = random;
        this.effects = effects;
    }

    HandleLedger ledger() {
        return ledger;
    }

    boolean present() {
        return protocol != null;
    }

    Optional<String> name() {
        return Optional.ofNullable(factory).map(RoutingProtocolFactory::name);
    }

    /** What the hello says; empty before the first routing came. */
    String wire() {
        return wire;
    }

    boolean runs(RoutingProtocolFactory candidate) {
        return factory == candidate;
    }

    /** Takes a routing in. @return whether it understands the same wire as the one before, or is the first */
    boolean install(long now, RoutingProtocolFactory next) {
        boolean sameWire = wire.isEmpty() || wire.equals(next.wire());
        Optional<byte[]> state = savedFor.equals(stateName(next)) ? saved : Optional.empty();
        String newWire = next.wire();
        int mine = ++generation;
        try {
            protocol = next.create(now, RoutingLimits.DEFAULT, random, state, new Queue(mine));
        } catch (RuntimeException | LinkageError e) {
            queued.clear();
            throw e;
        }
        saved = Optional.empty(); // not before: one that does not start leaves the state to the next
        factory = next;
        wire = newWire;
        drain();
        return sameWire;
    }

    /** Lets the routing go; its state is kept in memory for a successor that reads it. */
    void uninstall(long now) {
        try {
            saved = Optional.of(protocol.save(now, SavePurpose.SWAP));
            savedFor = stateName(factory);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the routing could not save its state; routes will be found anew", e);
            saved = Optional.empty();
        }
        generation++;
        queued.clear();
        protocol = null;
        factory = null;
        ledger.releaseAll();
    }

    private static String stateName(RoutingProtocolFactory f) {
        return f.wire() + " state " + f.stateVersion();
    }

    /** An input; without routing it is lost. */
    void input(long now, BiConsumer<RoutingProtocol, Long> call) {
        if (protocol == null) {
            return;
        }
        holdTime = now;
        try {
            call.accept(protocol, now);
        } finally {
            drain();
        }
    }

    /** Names the routing that runs now, for {@link #late}. */
    int generation() {
        return generation;
    }

    /** The result of a job; one that a former routing asked for is discarded. */
    void late(int askedBy, long now, BiConsumer<RoutingProtocol, Long> call) {
        if (askedBy == generation) {
            input(now, call);
        }
    }

    /** An input of an own endpoint: it waits while a routing bundle is being replaced. */
    void ownInput(long now, BiConsumer<RoutingProtocol, Long> call) {
        if (protocol != null) {
            input(now, call);
        } else if (parked.size() < MAX_PARKED) {
            parked.add(call);
        }
    }

    /** Gives a new routing what waited for it. */
    void unpark(long now) {
        for (BiConsumer<RoutingProtocol, Long> call = parked.poll(); call != null; call = parked.poll()) {
            input(now, call);
        }
    }

    void tick(long now) {
        ledger.tick(now);
        if (protocol != null && protocol.nextWakeUp() <= now) {
            input(now, RoutingProtocol::tick);
        }
    }

    long nextWakeUp() {
        return protocol == null ? Long.MAX_VALUE : protocol.nextWakeUp();
    }

    List<RouteView> routes(long now) {
        List<RouteView> views = new ArrayList<>();
        if (protocol != null) {
            protocol.routes(now, views::add);
        }
        return views;
    }

    int parkedCount() {
        return parked.size();
    }

    long count(RoutingEvent.Kind kind) {
        return events.getOrDefault(kind, 0L);
    }

    long count(DropReason reason) {
        return drops.getOrDefault(reason, 0L);
    }

    private void drain() {
        for (Runnable effect = queued.poll(); effect != null; effect = queued.poll()) {
            Loop.guarded(effect);
        }
    }

    /** Only queues; effects of a routing that has gone are ignored. */
    private final class Queue implements Outbox {
        private final int mine;

        Queue(int mine) {
            this.mine = mine;
        }

        private void add(Runnable effect) {
            if (mine == generation) {
                queued.add(effect);
            }
        }

        @Override
        public void send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {
            if (mine != generation) {
                return;
            }
            body.retain();
            HandleLedger.Entry entry = ledger.caused(cause);
            queued.add(() -> effects.send(link, header, body, flow, entry));
        }

        @Override
        public void deliver(Message message, Handle cause) {
            if (mine != generation) {
                return;
            }
            message.body().retain();
            HandleLedger.Entry entry = ledger.caused(cause);
            queued.add(() -> effects.deliver(message, entry));
        }

        @Override
        public void hold(Handle handle) {
            if (mine == generation) {
                ledger.hold(holdTime, handle);
            }
        }

        @Override
        public void release(Handle handle, DropReason reason) {
            drops.merge(reason, 1L, Long::sum);
            add(() -> ledger.release(handle));
        }

        @Override
        public void sign(long job, VirtualAddress address, byte[] bytes) {
            add(() -> effects.sign(job, address, bytes));
        }

        @Override
        public void verify(
                long job,
                LinkId chargedLink,
                CompactRecord record,
                byte[] prefix,
                Body body,
                byte[] signature,
                Optional<HashChain> chain) {
            if (mine == generation) {
                body.retain();
                queued.add(() -> effects.verify(job, chargedLink, record, prefix, body, signature, chain));
            }
        }

        @Override
        public void closeLink(LinkId link, CloseReason why) {
            add(() -> effects.closeLink(link, why));
        }

        @Override
        public void note(RoutingEvent event) {
            events.merge(event.kind(), 1L, Long::sum);
        }
    }
}
