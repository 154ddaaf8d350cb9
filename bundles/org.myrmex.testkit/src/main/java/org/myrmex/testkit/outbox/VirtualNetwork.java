package org.myrmex.testkit.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;

/**
 * Nodes and links in virtual time: one queue ordered by time and sequence, so that the same seed gives the same run. Links
 * have a delay and nothing else; what is on a link when it goes is lost. One thread.
 */
public final class VirtualNetwork {
    /** Most events that may wait: a protocol that floods without end fails here instead of filling the memory. */
    private static final int MAX_EVENTS = 100_000;

    private static final long START_MICROS = 1_700_000_000_000_000L;

    private final RoutingProtocolFactory factory;
    private final RoutingLimits limits;
    private final long seed;
    private final CountedBodies bodies = new CountedBodies();
    private final List<VirtualNode> nodes = new ArrayList<>();
    private final List<VirtualLink> links = new ArrayList<>();
    private final PriorityQueue<Event> queue =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMicros).thenComparingLong(Event::sequence));
    private final MessageDigest trace;
    private long now = START_MICROS;
    private long sequence;
    private int inFlight;

    /** @param link by which a frame arrives; null for a wake-up */
    private record Event(
            long atMicros, long sequence, VirtualNode node, VirtualLink link, ByteBuffer header, Body body) {
        boolean isFrame() {
            return link != null;
        }
    }

    public VirtualNetwork(RoutingProtocolFactory factory, RoutingLimits limits, long seed) {
        this.factory = factory;
        this.limits = limits;
        this.seed = seed;
        try {
            this.trace = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds a node. Its randomness hangs on the seed and its name, not on its place in the order. */
    public VirtualNode add(String name) {
        return add(name, limits);
    }

    /** Adds a node with limits of its own. */
    public VirtualNode add(String name, RoutingLimits ownLimits) {
        VirtualNode node = new VirtualNode(
                this, name, factory, ownLimits, new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode()));
        nodes.add(node);
        return node;
    }

    /** Links two nodes, both ways with the same delay; both are told at once. */
    public VirtualLink link(VirtualNode a, VirtualNode b, long delayMicros) {
        VirtualLink link = new VirtualLink(a, b, delayMicros);
        links.add(link);
        a.attach(link);
        b.attach(link);
        return link;
    }

    /** Ends a link; what is on it is lost, and both ends are told at once. */
    public void cut(VirtualLink link) {
        close(link, null, CloseReason.GONE);
    }

    /** Ends a node: its neighbours are told at once. */
    public void kill(VirtualNode node) {
        links.stream().filter(link -> link.joins(node)).toList().forEach(link -> close(link, null, CloseReason.GONE));
    }

    void close(VirtualLink link, VirtualNode closer, CloseReason why) {
        if (links.remove(link)) {
            link.a().detach(link, closer == link.a() ? why : CloseReason.GONE);
            link.b().detach(link, closer == link.b() ? why : CloseReason.GONE);
        }
    }

    /** Runs until no frame is on any link; wake-ups that come later stay. */
    public void settle() {
        while (inFlight > 0) {
            step();
        }
    }

    /** Runs everything due within a stretch of time, and lets it pass. */
    public void run(long micros) {
        long until = now + micros;
        while (!queue.isEmpty() && queue.peek().atMicros() <= until) {
            step();
        }
        now = until;
    }

    /** Microseconds since 1970. */
    public long now() {
        return now;
    }

    public CountedBodies bodies() {
        return bodies;
    }

    /** Every node, in the order in which they were added. */
    public List<VirtualNode> nodes() {
        return List.copyOf(nodes);
    }

    /** A hash over every frame that arrived so far: who, when, by which link, its header. */
    public String trace() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) trace.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own SHA-256 can be cloned", e);
        }
    }

    void transmit(VirtualLink link, VirtualNode to, ByteBuffer header, Body body) {
        inFlight++;
        enqueue(new Event(now + link.delayMicros(), sequence++, to, link, header, body));
    }

    void wake(VirtualNode node, long atMicros) {
        enqueue(new Event(atMicros, sequence++, node, null, null, null));
    }

    private void enqueue(Event event) {
        if (queue.size() == MAX_EVENTS) {
            throw new IllegalStateException("more than " + MAX_EVENTS + " events wait");
        }
        queue.add(event);
    }

    private void step() {
        Event event = queue.remove();
        now = event.atMicros();
        if (!event.isFrame()) {
            event.node().wake(now);
            return;
        }
        inFlight--;
        if (links.contains(event.link()) && !event.link().isSilent()) {
            String line = now + " " + event.node().name() + " " + event.node().idOf(event.link()) + " ";
            trace.update(line.getBytes(StandardCharsets.UTF_8));
            trace.update(event.header().duplicate());
            event.node().arrive(event.link(), event.header(), event.body());
        }
        event.body().release();
    }
}
