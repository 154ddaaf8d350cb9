package org.myrmex.testkit.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.testkit.outbox.CountedBodies;

/**
 * Nodes and links in virtual time: one queue ordered by time and sequence, so that the same seed gives the same run. What is on
 * a link when it goes is lost. One thread.
 */
public final class VirtualNetwork {
    /** Most events that may wait: a protocol that floods without end fails here instead of filling the memory. */
    public static final int MAX_EVENTS = 100_000;

    /** Longest that {@link #settle} waits: what is on its way then goes round in circles. */
    public static final long MAX_SETTLE_MICROS = 10 * 3_600_000_000L;

    private static final long START_MICROS = 1_700_000_000_000_000L;

    private final RoutingProtocolFactory factory;
    private final RoutingLimits limits;
    private final long seed;
    private final Carrier carrier;
    private final Crypto crypto;
    private final CountedBodies bodies = new CountedBodies();
    private final List<VirtualNode> nodes = new ArrayList<>();
    private final List<Observer> observers = new ArrayList<>();
    private final EventQueue queue;
    /** Effects that wait for the end of the input that caused them; none of them runs within another. */
    private final ArrayDeque<Runnable> afterInputs = new ArrayDeque<>();

    private final TraceHash trace = new TraceHash();
    private long now = START_MICROS;
    private long events;
    private long messages;
    /** Frames on their way and work under way: what {@link #settle} waits for. */
    private int open;

    private boolean runningAfterInputs;

    /** Something that {@link #settle} waits for. */
    private record Work(Runnable action) {}

    public VirtualNetwork(RoutingProtocolFactory factory, RoutingLimits limits, long seed) {
        this(factory, limits, seed, MAX_EVENTS, Carrier.AT_ONCE, new FakeCrypto());
    }

    /**
     * A network with parts of one's own.
     *
     * @param maxEvents most events that may wait
     */
    public VirtualNetwork(
            RoutingProtocolFactory factory,
            RoutingLimits limits,
            long seed,
            int maxEvents,
            Carrier carrier,
            Crypto crypto) {
        this.factory = factory;
        this.limits = limits;
        this.seed = seed;
        this.carrier = carrier;
        this.crypto = crypto;
        this.queue = new EventQueue(maxEvents);
    }

    /** Adds somebody who watches; before the first event. */
    public void observe(Observer observer) {
        observers.add(observer);
    }

    /** Adds a node. Its randomness hangs on the seed and its name, not on its place in the order. */
    public VirtualNode add(String name) {
        return add(name, limits);
    }

    /** Adds a node with limits of its own. */
    public VirtualNode add(String name, RoutingLimits ownLimits) {
        return add(name, factory, ownLimits);
    }

    /** Adds a node that runs a protocol of its own: an altered one, say. */
    public VirtualNode add(String name, RoutingProtocolFactory ownFactory) {
        return add(name, ownFactory, limits);
    }

    private VirtualNode add(String name, RoutingProtocolFactory ownFactory, RoutingLimits ownLimits) {
        VirtualNode node = new VirtualNode(this, nodes.size(), name, ownFactory, ownLimits, Seeds.of(seed, name));
        nodes.add(node);
        return node;
    }

    /** Links two nodes, both ways with the same delay; both are told at once. */
    public VirtualLink link(VirtualNode a, VirtualNode b, long delayMicros) {
        return link(a, b, LinkQuality.delay(delayMicros));
    }

    /** Links two nodes; both are told at once, first the one that dialled. */
    public VirtualLink link(VirtualNode dialler, VirtualNode listener, LinkQuality quality) {
        VirtualLink link = new VirtualLink(dialler, listener, quality, seed);
        trace("up", link);
        for (Observer observer : observers) {
            observer.linkUp(now, link);
        }
        // what one end does about it comes after both ends know of it
        boolean inTurn = runningAfterInputs;
        runningAfterInputs = true;
        try {
            dialler.attach(link.a());
            listener.attach(link.b());
        } finally {
            runningAfterInputs = inTurn;
        }
        runAfterInputs();
        return link;
    }

    /** Ends a link; what is on it is lost, and both ends are told at once. */
    public void cut(VirtualLink link) {
        close(link, null, CloseReason.GONE);
    }

    /** Ends a node: its neighbours are told at once. */
    public void kill(VirtualNode node) {
        node.ports().forEach(port -> close(port.link(), null, CloseReason.GONE));
        node.die();
    }

    /** Starts a dead node once more, without links, with what it had saved for that. */
    public void revive(VirtualNode node) {
        node.live();
    }

    void close(VirtualLink link, VirtualNode closer, CloseReason why) {
        if (!link.isUp()) {
            return;
        }
        link.end();
        trace("down", link);
        for (Observer observer : observers) {
            observer.linkDown(now, link);
        }
        for (VirtualPort port : List.of(link.a(), link.b())) {
            List<VirtualFrame> unsent = carrier.linkDown(this, port);
            port.node().detach(port, closer == port.node() ? why : CloseReason.GONE, unsent);
        }
    }

    /**
     * Runs until no frame is on its way and no work is under way; wake-ups that come later stay.
     *
     * @throws IllegalStateException when that takes longer than {@link #MAX_SETTLE_MICROS}
     */
    public void settle() {
        long until = now + MAX_SETTLE_MICROS;
        while (open > 0) {
            if (queue.isEmpty() || queue.nextMicros() > until) {
                throw new IllegalStateException(open + " frames are still on their way after "
                        + MAX_SETTLE_MICROS / 3_600_000_000L + " hours, or never arrive");
            }
            step();
        }
    }

    /** Runs everything due within a stretch of time, and lets it pass. */
    public void run(long micros) {
        long until = Math.addExact(now, notNegative(micros));
        while (!queue.isEmpty() && queue.nextMicros() <= until) {
            step();
        }
        now = Math.max(now, until);
    }

    /** Plans something; {@link #settle} does not wait for it. */
    public void at(long atMicros, Runnable action) {
        queue.add(Math.max(now, atMicros), action);
    }

    /** Does something after a while, and {@link #settle} waits for it. */
    public void work(long micros, Runnable action) {
        queue.add(Math.addExact(now, notNegative(micros)), new Work(action));
        open++;
    }

    /** Microseconds since 1970. */
    public long now() {
        return now;
    }

    public long seed() {
        return seed;
    }

    public CountedBodies bodies() {
        return bodies;
    }

    /** Every node, in the order in which they were added. */
    public List<VirtualNode> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** Frames that arrived so far. */
    public long messages() {
        return messages;
    }

    /** Events so far: frames, wake-ups, work. */
    public long events() {
        return events;
    }

    /** Events that wait. */
    public int waiting() {
        return queue.size();
    }

    /** A hash over everything that happened so far: who, when, by which link, which header. */
    public String trace() {
        return trace.toString();
    }

    /** A frame leaves its node: for a {@link Carrier}. */
    public void depart(VirtualFrame frame) {
        long at = frame.from().arrival(now);
        if (at < 0) {
            drop(frame);
        } else {
            queue.add(at, frame);
        }
    }

    /** A frame never leaves its node, or is lost: for a {@link Carrier}. */
    public void drop(VirtualFrame frame) {
        open--;
        frame.body().release();
    }

    /** A frame that a {@link Carrier} gave back is on its way no longer; its body stays held. */
    void takeBack() {
        open--;
    }

    void send(VirtualFrame frame) {
        open++;
        for (Observer observer : observers) {
            observer.sent(frame);
        }
        carrier.send(this, frame);
    }

    void delivered(VirtualNode node, Message message, VirtualFrame frame) {
        trace.add(now);
        trace.add(~(long) node.number());
        for (Observer observer : observers) {
            observer.delivered(node, message, frame);
        }
    }

    void inputEnded(VirtualNode node) {
        for (Observer observer : observers) {
            observer.inputEnded(now, node);
        }
    }

    void afterInput(Runnable effect) {
        afterInputs.add(effect);
    }

    void runAfterInputs() {
        if (afterInputs.isEmpty() || runningAfterInputs) {
            return;
        }
        runningAfterInputs = true;
        try {
            for (Runnable effect = afterInputs.poll(); effect != null; effect = afterInputs.poll()) {
                effect.run();
            }
        } finally {
            runningAfterInputs = false;
        }
    }

    void ended(VirtualFrame frame) {
        carrier.ended(this, frame);
    }

    void wake(VirtualNode node, long atMicros) {
        queue.add(atMicros, node);
    }

    Crypto crypto() {
        return crypto;
    }

    private void step() {
        now = queue.nextMicros();
        events++;
        Object event = queue.remove();
        if (event instanceof VirtualFrame frame) {
            arrive(frame);
        } else if (event instanceof VirtualNode node) {
            node.wake(now);
        } else if (event instanceof Work work) {
            open--;
            work.action().run();
        } else {
            ((Runnable) event).run();
        }
    }

    private void arrive(VirtualFrame frame) {
        open--;
        VirtualPort port = frame.to();
        if (port.isLive() && carrier.arrived(this, frame)) {
            messages++;
            trace.add(now);
            trace.add(((long) port.node().number() << 32) | port.id().number());
            trace.add(frame.ownHeader());
            for (Observer observer : observers) {
                observer.arrived(now, frame);
            }
            port.node().arrive(port, frame);
        }
        frame.body().release();
    }

    private void trace(String what, VirtualLink link) {
        trace.add(now);
        trace.add(what);
        trace.add(((long) link.a().node().number() << 32) | link.b().node().number());
    }

    private static long notNegative(long micros) {
        if (micros < 0) {
            throw new IllegalArgumentException("time does not go back by " + -micros + " µs");
        }
        return micros;
    }
}
