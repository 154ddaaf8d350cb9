package org.myrmex.testkit.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.LinkLoad;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.routing.SavePurpose;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.Verdict;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/** A node of a {@link VirtualNetwork}: one routing protocol, what is done for it, and what is counted about it. */
public final class VirtualNode {
    /** Longest that a handle may be held. */
    public static final long MAX_HOLD_MICROS = 10_000_000;

    /** Ticks at one instant, after which a routing is taken to be stuck. */
    static final int MAX_TICKS_AT_ONCE = 1_000;
    /** Links that a message may cross, after which it is taken to go round in a circle. */
    static final int MAX_HOPS = 250_000;
    /** Checks of signatures that one link may have pending (design 3). */
    static final int MAX_PENDING_CHECKS = 64;

    /** Names of links that all nodes share: two nodes never compare theirs, and so they stay in the processor's cache. */
    private static final List<LinkId> SMALL =
            LongStream.range(0, 64).mapToObj(LinkId::new).toList();

    private final VirtualNetwork network;
    private final int number;
    private final String name;
    private final RoutingProtocolFactory factory;
    private final RoutingLimits limits;
    private final SplittableRandom random;
    private final Effects outbox = new Effects();
    /** By link number less one; null where a link has gone. */
    private final ArrayList<VirtualPort> ports = new ArrayList<>(5);

    private final LinkedHashMap<VirtualAddress, Crypto.Keys> addresses = new LinkedHashMap<>(2);
    private final Tally tally = new Tally();
    private RoutingProtocol routing;
    /** Null while none was ever held: most routings hold none, and there may be 100,000 nodes. */
    private HeldHandles held;

    private List<Message> delivered;
    private Application application;
    private long nextHandle = 1;
    private long wakeAtMicros = Long.MAX_VALUE;
    /** A later wake-up that is in the queue already: routings go to and fro between a near and a far one. */
    private long displacedMicros = Long.MAX_VALUE;

    private long lastTickMicros;
    private int ticksAtOnce;
    private int receptions;
    private int generation;
    private boolean alive = true;

    /** The handle of the present input, and the frame that it stands for; null between inputs. */
    private Handle current;

    private VirtualFrame currentFrame;

    VirtualNode(
            VirtualNetwork network,
            int number,
            String name,
            RoutingProtocolFactory factory,
            RoutingLimits limits,
            SplittableRandom random) {
        this.network = network;
        this.number = number;
        this.name = name;
        this.factory = factory;
        this.limits = limits;
        this.random = random;
        create(Optional.empty());
    }

    public String name() {
        return name;
    }

    /** Its place in the order in which nodes were added, from 0. */
    public int number() {
        return number;
    }

    public VirtualNetwork network() {
        return network;
    }

    /** Who is told of deliveries from now on; until one is set they are written down. */
    public void application(Application told) {
        application = told;
    }

    /** Opens a fresh own address, made of its keys as protocol 2 says. */
    public VirtualAddress open() {
        Crypto.Keys keys = network.crypto().generate(random);
        addresses.put(keys.address(), keys);
        begin(null);
        routing.addressOpened(network.now(), keys.address(), keys.record());
        end();
        return keys.address();
    }

    /** The keys of an own address; null when it is none. */
    public Crypto.Keys keys(VirtualAddress address) {
        return addresses.get(address);
    }

    public void close(VirtualAddress address) {
        addresses.remove(address);
        begin(null);
        routing.addressClosed(network.now(), address);
        end();
    }

    /** Asks everybody, with a body of a query's length. */
    public Message query(VirtualAddress from) {
        return query(from, network.bodies().make(2048));
    }

    /** Asks everybody; the body's reference is given away. */
    public Message query(VirtualAddress from, Body body) {
        Message message = message(MessageKind.QUERY, from, VirtualAddress.EVERYBODY, body);
        endpoint(message, handle -> routing.query(network.now(), message, QueryScope.DEFAULT, handle));
        return message;
    }

    /** Answers a query, with a body of the shorter of an answer's lengths. */
    public Message answer(VirtualAddress from, Message query) {
        return answer(from, query, network.bodies().make(4096));
    }

    /** Answers a query; the body's reference is given away. */
    public Message answer(VirtualAddress from, Message query, Body body) {
        Message message = message(MessageKind.ANSWER, from, query.from(), body);
        endpoint(message, handle -> routing.answer(network.now(), message, query.id(), handle));
        return message;
    }

    /** Sends a datagram with a body of zeros. */
    public Message send(VirtualAddress from, VirtualAddress to, int bodyBytes, SendOptions options) {
        return send(from, to, network.bodies().make(bodyBytes), options);
    }

    /** Sends a datagram; the body's reference is given away. */
    public Message send(VirtualAddress from, VirtualAddress to, Body body, SendOptions options) {
        Message message = message(MessageKind.DATAGRAM, from, to, body);
        endpoint(message, handle -> routing.send(network.now(), message, options, handle));
        return message;
    }

    /** Replaces the routing as the mesh does it while the peer runs: save, create, addresses, links. */
    public void swap() {
        restart(save(SavePurpose.SWAP));
    }

    /** Replaces the routing by one that is offered this state. */
    public void restart(byte[] saved) {
        endHandles();
        create(Optional.of(saved));
        for (Crypto.Keys keys : List.copyOf(addresses.values())) {
            begin(null);
            routing.addressOpened(network.now(), keys.address(), keys.record());
            end();
        }
        ports().forEach(this::linkUp);
    }

    public byte[] save(SavePurpose purpose) {
        return routing.save(network.now(), purpose);
    }

    public List<RouteView> routes() {
        List<RouteView> routes = new ArrayList<>();
        routing.routes(network.now(), routes::add);
        return routes;
    }

    /** Tells the routing how busy a link is. */
    public void linkLoad(VirtualPort port, LinkLoad load) {
        begin(null);
        routing.linkLoad(network.now(), port.id(), load);
        end();
    }

    /** The live end of a link by the number that its routing knows; null when it has gone. */
    public VirtualPort port(LinkId id) {
        return id.number() < 1 || id.number() > ports.size() ? null : ports.get((int) id.number() - 1);
    }

    /** The link of a number that its routing named. */
    public VirtualLink link(LinkId id) {
        return port(id).link();
    }

    /** Ends of its live links, in the order in which they came up. */
    public List<VirtualPort> ports() {
        return ports.stream().filter(Objects::nonNull).toList();
    }

    /** Whether it was not killed. */
    public boolean isAlive() {
        return alive;
    }

    public RoutingLimits limits() {
        return limits;
    }

    /** Frames that arrived, duplicates included. */
    public int receptions() {
        return receptions;
    }

    /** Messages delivered, in order, while no application was set. Their bodies are released: only the rest is to be read. */
    public List<Message> delivered() {
        return delivered == null ? List.of() : delivered;
    }

    public int count(RoutingEvent.Kind kind) {
        return tally.of(kind);
    }

    /** How often a handle was released with a reason. */
    public int count(DropReason reason) {
        return tally.of(reason);
    }

    /** Handles that were ended by force, since they were held for too long. */
    public int overdueHandles() {
        return held == null ? 0 : held.overdue();
    }

    /** Handles that are held now. */
    public int heldHandles() {
        return held == null ? 0 : held.size();
    }

    LinkId nextLink() {
        ports.add(null);
        int number = ports.size();
        return number < SMALL.size() ? SMALL.get(number) : new LinkId(number);
    }

    void attach(VirtualPort port) {
        ports.set((int) port.id().number() - 1, port);
        linkUp(port);
    }

    void detach(VirtualPort port, CloseReason why, List<VirtualFrame> unsent) {
        ports.set((int) port.id().number() - 1, null);
        begin(null);
        routing.linkDown(network.now(), port.id(), why);
        end();
        for (VirtualFrame frame : unsent) {
            network.takeBack();
            Handle handle = begin(frame.cause());
            routing.returned(network.now(), port.id(), frame.ownHeader(), frame.body(), handle);
            end();
            frame.body().release();
        }
    }

    void arrive(VirtualPort port, VirtualFrame frame) {
        receptions++;
        Handle handle = begin(frame);
        routing.received(network.now(), port.id(), frame.ownHeader(), frame.body(), handle);
        end();
    }

    void wake(long now) {
        if (now != wakeAtMicros) {
            // an earlier wake-up took its place
            return;
        }
        wakeAtMicros = displacedMicros;
        displacedMicros = Long.MAX_VALUE;
        if (routing.nextWakeUp() > now) {
            planWake();
            return;
        }
        ticksAtOnce = now == lastTickMicros ? ticksAtOnce + 1 : 0;
        lastTickMicros = now;
        if (ticksAtOnce == MAX_TICKS_AT_ONCE) {
            throw new IllegalStateException(name + " wants to be woken again and again at one instant");
        }
        begin(null);
        routing.tick(now);
        end();
    }

    void die() {
        alive = false;
        endHandles();
    }

    void live() {
        if (!alive) {
            alive = true;
            restart(save(SavePurpose.RESTART));
        }
    }

    private void create(Optional<byte[]> saved) {
        generation++;
        begin(null);
        routing = factory.create(network.now(), limits, random.split(), saved, outbox);
        end();
    }

    private void linkUp(VirtualPort port) {
        begin(null);
        routing.linkUp(network.now(), port.id(), facts(port));
        end();
    }

    private void endpoint(Message message, Consumer<Handle> call) {
        Handle handle = begin(null);
        call.accept(handle);
        end();
        message.body().release();
    }

    private Handle begin(VirtualFrame frame) {
        if (current != null) {
            throw new IllegalStateException("an input within an input at " + name);
        }
        current = new Handle(nextHandle++);
        currentFrame = frame;
        return current;
    }

    private void end() {
        if (currentFrame != null && (held == null || !held.contains(current))) {
            network.ended(currentFrame);
        }
        current = null;
        currentFrame = null;
        planWake();
        network.inputEnded(this);
        network.runAfterInputs();
    }

    private void endHandles() {
        if (held != null) {
            held.endAll();
        }
    }

    private void planWake() {
        long wanted = Math.max(network.now(), routing.nextWakeUp());
        if (wanted < wakeAtMicros) {
            displacedMicros = Math.min(displacedMicros, wakeAtMicros);
            wakeAtMicros = wanted;
            network.wake(this, wanted);
        }
    }

    private void deliver(Message message, VirtualFrame frame) {
        network.delivered(this, message, frame);
        if (application != null) {
            application.delivered(this, message, frame == null ? 0 : frame.hops());
        } else {
            if (delivered == null) {
                delivered = new ArrayList<>();
            }
            delivered.add(message);
        }
        message.body().release();
    }

    private Message message(MessageKind kind, VirtualAddress from, VirtualAddress to, Body body) {
        byte[] id = new byte[Message.ID_BYTES];
        random.nextBytes(id);
        return new Message(kind, from, to, id, body);
    }

    private LinkFacts facts(VirtualPort port) {
        return new LinkFacts(
                port.beyond().node().peerId(), port.link().a() == port, false, Realm.LOOPBACK, network.now());
    }

    /** What its neighbours know it by. */
    public PeerId peerId() {
        try {
            return PeerId.of(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The effects of this node's routing. Frames leave in the order in which they were sent; all else waits for the input's end. */
    private final class Effects implements Outbox {
        @Override
        public void send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {
            checkInput();
            VirtualPort port = port(link);
            if (port == null) {
                throw new IllegalStateException(name + " sends over " + link + ", which is down");
            }
            if (header.remaining() > limits.maxHeaderBytes()) {
                throw new IllegalStateException(name + " sends a header of " + header.remaining() + " bytes");
            }
            VirtualFrame because = frameOf(cause);
            if (because != null && because.hops() == MAX_HOPS) {
                throw new IllegalStateException(name + " passes on what has crossed " + MAX_HOPS + " links");
            }
            body.retain();
            network.send(new VirtualFrame(port, header, body, flow, because, originOf(cause), network.now()));
        }

        @Override
        public void deliver(Message message, Handle cause) {
            checkInput();
            message.body().retain();
            VirtualFrame frame = frameOf(cause);
            network.afterInput(() -> VirtualNode.this.deliver(message, frame));
        }

        @Override
        public void hold(Handle handle) {
            checkInput();
            if (held == null) {
                held = new HeldHandles(network);
            }
            held.hold(handle, frameOf(handle));
        }

        @Override
        public void release(Handle handle, DropReason reason) {
            checkInput();
            tally.count(reason);
            VirtualFrame frame = held == null ? null : held.letGo(handle);
            if (frame != null && !handle.equals(current)) {
                network.ended(frame);
            }
        }

        @Override
        public void sign(long job, VirtualAddress address, byte[] bytes) {
            checkInput();
            Crypto.Keys keys = addresses.get(address);
            byte[] signature = keys == null ? null : keys.sign(bytes);
            int askedBy = generation;
            network.work(network.crypto().signMicros(), () -> {
                if (askedBy == generation) {
                    begin(null);
                    routing.signed(network.now(), job, signature);
                    end();
                }
            });
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
            checkInput();
            int askedBy = generation;
            VirtualPort charged = port(chargedLink);
            if (charged != null && !charged.beginCheck()) {
                network.work(0, () -> verified(job, Verdict.OVER_LIMIT, askedBy));
                return;
            }
            Verdict verdict =
                    network.crypto().verify(record, prefix, body, signature, chain) ? Verdict.GOOD : Verdict.BAD;
            network.work(network.crypto().verifyMicros(), () -> {
                if (charged != null) {
                    charged.endCheck();
                }
                verified(job, verdict, askedBy);
            });
        }

        private void verified(long job, Verdict verdict, int askedBy) {
            if (askedBy == generation) {
                begin(null);
                routing.verified(network.now(), job, verdict);
                end();
            }
        }

        @Override
        public void closeLink(LinkId link, CloseReason why) {
            checkInput();
            VirtualPort port = port(link);
            if (port != null) {
                network.afterInput(() -> network.close(port.link(), VirtualNode.this, why));
            }
        }

        @Override
        public void note(RoutingEvent event) {
            checkInput();
            tally.count(event.kind());
        }

        private VirtualFrame frameOf(Handle handle) {
            if (handle.equals(current)) {
                return currentFrame;
            }
            return held == null ? null : held.frame(handle);
        }

        private VirtualFrame.Origin originOf(Handle cause) {
            if (cause.equals(Handle.NONE)) {
                return VirtualFrame.Origin.CONTROL;
            }
            return frameOf(cause) == null ? VirtualFrame.Origin.OWN : VirtualFrame.Origin.RELAYED;
        }

        private void checkInput() {
            if (current == null) {
                throw new IllegalStateException("an effect outside of an input at " + name);
            }
        }
    }
}
