package org.myrmex.testkit.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.routing.SavePurpose;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/** A node of a {@link VirtualNetwork}: one routing protocol, what is done for it, and what is counted about it. */
public final class VirtualNode {
    /** Longest that a handle may be held. */
    public static final long MAX_HOLD_MICROS = 10_000_000;

    private final VirtualNetwork network;
    private final String name;
    private final RoutingProtocolFactory factory;
    private final RoutingLimits limits;
    private final SplittableRandom random;
    private final RecordingOutbox outbox = new RecordingOutbox();
    private final TreeMap<LinkId, VirtualLink> links = new TreeMap<>();
    private final LinkedHashMap<VirtualAddress, AddressRecord> addresses = new LinkedHashMap<>();
    private final LinkedHashMap<Handle, Long> heldSinceMicros = new LinkedHashMap<>();
    private final List<Message> delivered = new ArrayList<>();
    private final EnumMap<RoutingEvent.Kind, Integer> notes = new EnumMap<>(RoutingEvent.Kind.class);
    private final EnumMap<DropReason, Integer> releases = new EnumMap<>(DropReason.class);
    private RoutingProtocol routing;
    private long nextLink = 1;
    private long nextHandle = 1;
    private long wakeAtMicros = Long.MAX_VALUE;
    private int receptions;
    private int overdueHandles;

    VirtualNode(
            VirtualNetwork network,
            String name,
            RoutingProtocolFactory factory,
            RoutingLimits limits,
            SplittableRandom random) {
        this.network = network;
        this.name = name;
        this.factory = factory;
        this.limits = limits;
        this.random = random;
        input(() -> routing = factory.create(network.now(), limits, random.split(), Optional.empty(), outbox));
    }

    public String name() {
        return name;
    }

    /** Opens a fresh own address, made of its keys as protocol 2 says. */
    public VirtualAddress open() {
        byte[] ed = randomBytes(AddressRecord.ED_BYTES);
        byte[] xw = randomBytes(AddressRecord.XW_BYTES);
        byte[] label = "myrmex/1 va".getBytes(StandardCharsets.US_ASCII);
        VirtualAddress address = VirtualAddress.of(sha256(label, new byte[] {1}, ed, sha256(xw)));
        AddressRecord record = new AddressRecord(ed, xw);
        addresses.put(address, record);
        input(() -> routing.addressOpened(network.now(), address, record));
        return address;
    }

    public void close(VirtualAddress address) {
        addresses.remove(address);
        input(() -> routing.addressClosed(network.now(), address));
    }

    /** Asks everybody, with a body of a query's length. */
    public Message query(VirtualAddress from) {
        Message message = message(MessageKind.QUERY, from, VirtualAddress.EVERYBODY, 2048);
        endpoint(message, handle -> routing.query(network.now(), message, QueryScope.DEFAULT, handle));
        return message;
    }

    /** Answers a query, with a body of the shorter of an answer's lengths. */
    public Message answer(VirtualAddress from, Message query) {
        Message message = message(MessageKind.ANSWER, from, query.from(), 4096);
        endpoint(message, handle -> routing.answer(network.now(), message, query.id(), handle));
        return message;
    }

    /** Sends a datagram with a body of zeros. */
    public Message send(VirtualAddress from, VirtualAddress to, int bodyBytes, SendOptions options) {
        Message message = message(MessageKind.DATAGRAM, from, to, bodyBytes);
        endpoint(message, handle -> routing.send(network.now(), message, options, handle));
        return message;
    }

    /** Replaces the routing as the mesh does it while the peer runs: save, create, addresses, links. */
    public void swap() {
        restart(save(SavePurpose.SWAP));
    }

    /** Replaces the routing by one that is offered this state. */
    public void restart(byte[] saved) {
        heldSinceMicros.clear();
        input(() -> routing = factory.create(network.now(), limits, random.split(), Optional.of(saved), outbox));
        addresses.forEach((address, record) -> input(() -> routing.addressOpened(network.now(), address, record)));
        links.forEach((id, link) -> input(() -> routing.linkUp(network.now(), id, facts(link))));
    }

    public byte[] save(SavePurpose purpose) {
        return routing.save(network.now(), purpose);
    }

    public List<RouteView> routes() {
        List<RouteView> routes = new ArrayList<>();
        routing.routes(network.now(), routes::add);
        return routes;
    }

    /** The link of a number that its routing named. */
    public VirtualLink link(LinkId id) {
        return links.get(id);
    }

    /** Frames that arrived, duplicates included. */
    public int receptions() {
        return receptions;
    }

    /** Messages delivered, in order. Their bodies are released: only the rest is to be read. */
    public List<Message> delivered() {
        return delivered;
    }

    public int count(RoutingEvent.Kind kind) {
        return notes.getOrDefault(kind, 0);
    }

    /** How often a handle was released with a reason. */
    public int count(DropReason reason) {
        return releases.getOrDefault(reason, 0);
    }

    /** Handles that were or are held for too long. */
    public int overdueHandles() {
        long oldest = network.now() - MAX_HOLD_MICROS;
        return overdueHandles
                + (int) heldSinceMicros.values().stream()
                        .filter(since -> since < oldest)
                        .count();
    }

    /** Handles that are held now. */
    public int heldHandles() {
        return heldSinceMicros.size();
    }

    LinkId idOf(VirtualLink link) {
        for (Map.Entry<LinkId, VirtualLink> entry : links.entrySet()) {
            if (entry.getValue() == link) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException(name + " has no such link");
    }

    void attach(VirtualLink link) {
        LinkId id = new LinkId(nextLink++);
        links.put(id, link);
        input(() -> routing.linkUp(network.now(), id, facts(link)));
    }

    void detach(VirtualLink link, CloseReason why) {
        LinkId id = idOf(link);
        links.remove(id);
        input(() -> routing.linkDown(network.now(), id, why));
    }

    void arrive(VirtualLink link, ByteBuffer header, Body body) {
        receptions++;
        LinkId id = idOf(link);
        Handle handle = new Handle(nextHandle++);
        input(() -> routing.received(network.now(), id, header.duplicate(), body, handle));
    }

    void wake(long now) {
        if (now != wakeAtMicros) {
            // an earlier wake-up took its place
            return;
        }
        wakeAtMicros = Long.MAX_VALUE;
        if (routing.nextWakeUp() <= now) {
            input(() -> routing.tick(now));
        } else {
            planWake();
        }
    }

    private void endpoint(Message message, Consumer<Handle> call) {
        Handle handle = new Handle(nextHandle++);
        input(() -> call.accept(handle));
        message.body().release();
    }

    private void input(Runnable call) {
        List<VirtualLink> closing = new ArrayList<>();
        List<CloseReason> reasons = new ArrayList<>();
        apply(outbox.collect(call), (link, why) -> {
            closing.add(link);
            reasons.add(why);
        });
        planWake();
        for (int i = 0; i < closing.size(); i++) {
            network.close(closing.get(i), this, reasons.get(i));
        }
    }

    private void apply(List<Effect> effects, BiConsumer<VirtualLink, CloseReason> close) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send send) {
                send(send);
            } else if (effect instanceof Effect.Deliver deliver) {
                delivered.add(deliver.message());
                deliver.message().body().release();
            } else if (effect instanceof Effect.Hold hold) {
                heldSinceMicros.put(hold.handle(), network.now());
            } else if (effect instanceof Effect.Release release) {
                release(release);
            } else if (effect instanceof Effect.CloseLink closing) {
                close.accept(links.get(closing.link()), closing.why());
            } else if (effect instanceof Effect.Note note) {
                notes.merge(note.event().kind(), 1, Integer::sum);
            } else {
                throw new UnsupportedOperationException("no signatures in this network yet: " + effect);
            }
        }
    }

    private void send(Effect.Send send) {
        VirtualLink link = links.get(send.link());
        if (link == null) {
            throw new IllegalStateException(name + " sends over " + send.link() + ", which is down");
        }
        if (send.header().remaining() > limits.maxHeaderBytes()) {
            throw new IllegalStateException(
                    name + " sends a header of " + send.header().remaining() + " bytes");
        }
        network.transmit(link, link.beyond(this), send.header(), send.body());
    }

    private void release(Effect.Release release) {
        releases.merge(release.reason(), 1, Integer::sum);
        Long since = heldSinceMicros.remove(release.handle());
        if (since != null && network.now() - since > MAX_HOLD_MICROS) {
            overdueHandles++;
        }
    }

    private void planWake() {
        long wanted = Math.max(network.now(), routing.nextWakeUp());
        if (wanted < wakeAtMicros) {
            wakeAtMicros = wanted;
            network.wake(this, wanted);
        }
    }

    private Message message(MessageKind kind, VirtualAddress from, VirtualAddress to, int bodyBytes) {
        Body body = network.bodies().make(bodyBytes);
        return new Message(kind, from, to, randomBytes(Message.ID_BYTES), body);
    }

    private LinkFacts facts(VirtualLink link) {
        PeerId peer = PeerId.of(sha256(link.beyond(this).name.getBytes(StandardCharsets.UTF_8)));
        return new LinkFacts(peer, link.a() == this, false, Realm.LOOPBACK, network.now());
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
