package org.myrmex.routing.mute.internal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.SavePurpose;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.routing.mute.internal.SeenMessages.Seen;

/**
 * MUTE's rules (the experiment page of mute-net.sourceforge.net): the first copy of a message leaves scent for its sender;
 * a message follows the scent of its receiver, and where there is none it goes to everybody but the neighbour it came from.
 */
public final class MuteRouting implements RoutingProtocol {
    /** How long a successor waits for the links that its predecessor's scents name. */
    static final long RESTORE_MICROS = 10_000_000;

    /** Entries expire at the next input anyway; the tick only frees memory, so it need not come for every single one. */
    private static final long TICK_GRAIN_MICROS = 1_000_000;

    private final RandomGenerator random;
    private final Outbox outbox;
    private final ScentTable scents;
    private final SeenMessages seen;
    // both are as large as the mesh allows: it caps links and open addresses
    private final TreeSet<LinkId> links = new TreeSet<>();
    private final TreeSet<VirtualAddress> own = new TreeSet<>();
    private long restoreDeadline;

    public MuteRouting(
            Scent scent,
            long now,
            RoutingLimits limits,
            RandomGenerator random,
            Optional<byte[]> saved,
            Outbox outbox) {
        this.random = random;
        this.outbox = outbox;
        Optional<Tables> restored = saved.flatMap(bytes -> Tables.read(bytes, limits, scent, now, random));
        Tables tables = restored.orElseGet(() -> Tables.empty(limits, scent, random));
        this.scents = tables.scents();
        this.seen = tables.seen();
        this.restoreDeadline = restored.isPresent() ? now + RESTORE_MICROS : Long.MAX_VALUE;
    }

    @Override
    public void addressOpened(long now, VirtualAddress address, AddressRecord record) {
        own.add(address);
    }

    @Override
    public void addressClosed(long now, VirtualAddress address) {
        own.remove(address);
    }

    @Override
    public void linkUp(long now, LinkId link, LinkFacts facts) {
        links.add(link);
    }

    @Override
    public void linkDown(long now, LinkId link, CloseReason why) {
        links.remove(link);
        if (scents.removeLinks(link::equals)) {
            note(RoutingEvent.Kind.SCENT_LOST, link);
        }
    }

    @Override
    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
        expire(now);
        Optional<MuteHeader> read = MuteHeader.read(header, body.length());
        if (read.isEmpty()) {
            outbox.release(handle, DropReason.MALFORMED);
            outbox.closeLink(link, CloseReason.PROTOCOL_ERROR);
            return;
        }
        MuteHeader message = read.get();
        boolean query = message.kind() == MessageKind.QUERY;
        note(query ? RoutingEvent.Kind.QUERY_RECEIVED : RoutingEvent.Kind.MESSAGE_RECEIVED, link);
        if (!seen.add(message.id(), new Seen(now, link, false))) {
            note(RoutingEvent.Kind.DUPLICATE, link);
            outbox.release(handle, DropReason.DUPLICATE);
            return;
        }
        // A stranger who forges an own address as sender gets what any sender gets: to drop it would tell him whose it
        // is.
        if (links.contains(link) && !own.contains(message.from())) {
            scents.lay(message.from(), link, now);
        }
        if (query) {
            layOut(message, body, usable(link), handle);
            outbox.deliver(message.message(body), handle);
        } else {
            pass(now, message, body, link, handle);
        }
    }

    /** Path 1 and proofs are not MUTE's: it has one path and none. */
    @Override
    public void send(long now, Message message, SendOptions options, Handle handle) {
        expectKind(message, MessageKind.DATAGRAM);
        boolean fresh = options.route() == SendOptions.Route.FRESH;
        MuteHeader header = MuteHeader.of(message, fresh);
        if (begin(now, header, message.body(), handle)) {
            pass(now, header, message.body(), null, handle);
        }
    }

    /** A query goes to everybody whatever its scope: MUTE's experiment had no limit, so {@code queryEnded} has no round to stop. */
    @Override
    public void query(long now, Message message, QueryScope scope, Handle handle) {
        expectKind(message, MessageKind.QUERY);
        MuteHeader header = MuteHeader.of(message, false);
        if (begin(now, header, message.body(), handle) && layOut(header, message.body(), usable(null), handle) == 0) {
            outbox.release(handle, DropReason.NO_ROUTE);
        }
    }

    @Override
    public void answer(long now, Message message, byte[] queryId, Handle handle) {
        expectKind(message, MessageKind.ANSWER);
        MuteHeader header = MuteHeader.of(message, false);
        if (begin(now, header, message.body(), handle)) {
            pass(now, header, message.body(), null, handle);
        }
    }

    @Override
    public void returned(long now, LinkId deadLink, ByteBuffer header, Body body, Handle handle) {
        expire(now);
        Optional<MuteHeader> read = MuteHeader.read(header, body.length());
        Seen before = read.map(message -> seen.get(message.id())).orElse(null);
        if (before == null) {
            outbox.release(handle, DropReason.EXPIRED);
        } else if (before.laidOut()) {
            // its other copies are on their way
            outbox.release(handle, DropReason.NO_ROUTE);
        } else {
            Predicate<LinkId> usable = usable(before.via());
            follow(now, read.get(), body, link -> !link.equals(deadLink) && usable.test(link), handle);
        }
    }

    @Override
    public void tick(long now) {
        expire(now);
    }

    @Override
    public long nextWakeUp() {
        long next = Math.min(scents.nextExpiry(), seen.nextExpiry());
        if (next != Long.MAX_VALUE) {
            next = Math.floorDiv(next + TICK_GRAIN_MICROS - 1, TICK_GRAIN_MICROS) * TICK_GRAIN_MICROS;
        }
        return Math.min(next, restoreDeadline);
    }

    @Override
    public byte[] save(long now, SavePurpose purpose) {
        expire(now);
        // nothing that MUTE knows is without an address
        return purpose == SavePurpose.SWAP ? new Tables(scents, seen).write() : new byte[0];
    }

    @Override
    public void routes(long now, Consumer<RouteView> to) {
        expire(now);
        scents.show(now, links::contains, to);
    }

    /** @return whether the own message may go out */
    private boolean begin(long now, MuteHeader header, Body body, Handle handle) {
        expire(now);
        if (!header.isSound(body.length())) {
            // every neighbour would close its link over it
            outbox.release(handle, DropReason.MALFORMED);
            return false;
        }
        if (!seen.add(header.id(), new Seen(now, null, false))) {
            outbox.release(handle, DropReason.DUPLICATE);
            return false;
        }
        return true;
    }

    private void pass(long now, MuteHeader message, Body body, LinkId sender, Handle cause) {
        if (own.contains(message.to())) {
            note(RoutingEvent.Kind.DELIVERED, sender);
            outbox.deliver(message.message(body), cause);
            return;
        }
        if (message.fresh() && scents.flush(message.to())) {
            note(RoutingEvent.Kind.FLUSHED, sender);
        }
        follow(now, message, body, usable(sender), cause);
    }

    private void follow(long now, MuteHeader message, Body body, Predicate<LinkId> usable, Handle cause) {
        Optional<LinkId> next = scents.follow(message.to(), usable, random, now);
        if (next.isPresent()) {
            ByteBuffer header = message.write();
            long flow = message.kind() == MessageKind.DATAGRAM ? MuteHeader.flow(header) : 0;
            note(RoutingEvent.Kind.ROUTED, next.get());
            outbox.send(next.get(), header, body, flow, cause);
        } else if (layOut(message, body, usable, cause) == 0) {
            outbox.release(cause, DropReason.NO_ROUTE);
        }
    }

    /** @return how many neighbours it went to */
    private int layOut(MuteHeader message, Body body, Predicate<LinkId> usable, Handle cause) {
        int copies = 0;
        ByteBuffer header = message.write();
        for (LinkId link : links) {
            if (usable.test(link)) {
                // one array for all copies, which nobody changes: a flood is mostly this
                outbox.send(link, header.duplicate(), body, 0, cause);
                copies++;
            }
        }
        if (copies > 0) {
            note(RoutingEvent.Kind.BROADCAST, null);
            seen.markLaidOut(message.id());
        }
        return copies;
    }

    /** Live links but the sender's: a scent that points back at it counts as none. */
    private Predicate<LinkId> usable(LinkId sender) {
        return link -> !link.equals(sender) && links.contains(link);
    }

    private void expire(long now) {
        if (now >= restoreDeadline) {
            restoreDeadline = Long.MAX_VALUE;
            scents.removeLinks(link -> !links.contains(link));
        }
        scents.expire(now);
        seen.expire(now);
    }

    private void note(RoutingEvent.Kind kind, LinkId link) {
        outbox.note(new RoutingEvent(kind, link));
    }

    private static void expectKind(Message message, MessageKind kind) {
        if (message.kind() != kind) {
            throw new IllegalArgumentException("expected a " + kind + ", not a " + message.kind());
        }
    }
}
