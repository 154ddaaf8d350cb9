package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.myrmex.api.mesh.DatagramListener;
import org.myrmex.api.mesh.Datagrams;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.mesh.flow.SizeClass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Datagrams between virtual addresses, for channels. */
final class DatagramPort implements Datagrams {
    private static final Logger LOG = LoggerFactory.getLogger(DatagramPort.class);
    private static final int ENVELOPE_BYTES = 2;
    private static final int VERSION = 1;

    private final Loop loop;
    private final RoutingHost routing;
    private final Addresses addresses;
    private final SecureRandom random;
    private final AtomicReferenceArray<Inlet> inlets = new AtomicReferenceArray<>(256);
    /** All of them: most peers have one. */
    private final Set<DatagramListener> listeners = new CopyOnWriteArraySet<>();

    DatagramPort(Loop loop, RoutingHost routing, Addresses addresses, SecureRandom random) {
        this.loop = loop;
        this.routing = routing;
        this.addresses = addresses;
        this.random = random;
        loop.afterTurns(() -> listeners.forEach(listener -> Loop.guarded(listener::turnEnded)));
    }

    /**
     * A listener, and what he has not consumed yet: bounded by the credits of those who send.
     *
     * @param unconsumed each ends its handle when it is run, once
     */
    private record Inlet(DatagramListener listener, Set<Runnable> unconsumed) {}

    @Override
    public Registration receive(int protocol, DatagramListener listener) {
        Inlet inlet = new Inlet(listener, ConcurrentHashMap.newKeySet());
        if (!inlets.compareAndSet(protocol, null, inlet)) {
            throw new IllegalStateException("datagram protocol " + protocol + " is taken");
        }
        listeners.add(listener);
        return () -> {
            if (inlets.compareAndSet(protocol, inlet, null)) {
                listeners.remove(listener);
                // a listener that goes consumes nothing more, and credits must not go with him; queued, since the loop
                // may be handing him one right now
                loop.execute(() -> {
                    List.copyOf(inlet.unconsumed()).forEach(Runnable::run);
                    Loop.guarded(listener::turnEnded); // for what the turn before handed him while he went
                });
            }
        };
    }

    @Override
    public boolean send(LocalAddress local, VirtualAddress to, Body body, SendOptions options, Runnable written) {
        ByteBuffer view = body.view();
        if (!SizeClass.isOne(body.length()) || view.remaining() < ENVELOPE_BYTES || view.get(0) != VERSION) {
            body.release();
            throw new IllegalArgumentException("a datagram is as long as a size class and begins with its version");
        }
        OwnAddress own = (OwnAddress) local;
        int cost = SizeClass.cost(body.length());
        if (!own.reserve(cost)) {
            body.release();
            return false;
        }
        byte[] id = new byte[Message.ID_BYTES];
        random.nextBytes(id);
        Message message = new Message(MessageKind.DATAGRAM, own.address(), to, id, body);
        loop.executeHere(() -> send(own, message, options, cost, written));
        return true;
    }

    private void send(OwnAddress own, Message message, SendOptions options, int cost, Runnable written) {
        own.lastUsedMicros = Math.max(own.lastUsedMicros, loop.now());
        boolean present = routing.present() && !own.closed();
        HandleLedger.Entry entry = routing.ledger().open(() -> {
            own.written(cost);
            Loop.guarded(written);
        });
        try {
            if (present) {
                routing.input(loop.now(), (r, now) -> r.send(now, message, options, entry.handle));
            }
        } finally {
            // without routing it is dropped: the channel sends again
            routing.ledger().inputReturned(entry);
            message.body().release();
        }
    }

    /** A datagram for an own address. Takes the body's reference. Loop thread only. */
    void arrived(Message message, HandleLedger.Entry entry) {
        OwnAddress own = addresses.find(message.to()).orElse(null);
        ByteBuffer view = message.body().view();
        boolean enveloped = view.remaining() >= ENVELOPE_BYTES && view.get(0) == VERSION;
        Inlet inlet = enveloped ? inlets.get(view.get(1) & 0xFF) : null;
        if (own == null || inlet == null) {
            message.body().release();
            routing.ledger().ended(entry);
            return;
        }
        own.lastUsedMicros = Math.max(own.lastUsedMicros, loop.now());
        Runnable consumed = new Runnable() {
            @Override
            public void run() {
                if (inlet.unconsumed().remove(this)) {
                    loop.executeHere(() -> routing.ledger().ended(entry));
                }
            }
        };
        inlet.unconsumed().add(consumed);
        try {
            inlet.listener().received(own, message.from(), message.body(), consumed);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("a listener of datagrams failed", e);
            consumed.run();
        }
    }

    /** Handed to listeners, who have not taken them yet. */
    int unconsumedCount() {
        int count = 0;
        for (int protocol = 0; protocol < inlets.length(); protocol++) {
            Inlet inlet = inlets.get(protocol);
            count += inlet == null ? 0 : inlet.unconsumed().size();
        }
        return count;
    }

    /** An own address is gone. */
    void closed(OwnAddress address) {
        for (int protocol = 0; protocol < inlets.length(); protocol++) {
            Inlet inlet = inlets.get(protocol);
            if (inlet != null) {
                Loop.guarded(() -> inlet.listener().closed(address));
            }
        }
    }

    @Override
    public LocalAddress local(Endpoint endpoint) {
        return ((Addresses.OwnEndpoint) endpoint).own();
    }
}
