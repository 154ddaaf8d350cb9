package org.myrmex.mesh.internal;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.discovery.NeighbourListener;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.NeighbourMessage;
import org.myrmex.mesh.flow.Parcel;
import org.myrmex.mesh.flow.TokenBucket;
import org.myrmex.mesh.guard.Network;

/** Short messages of discovery protocols to direct neighbours, within a budget each way. */
final class NeighbourPort implements Neighbours {
    private static final int MESSAGES_PER_SECOND = 4;
    private static final int BURST = 16;

    private final Loop loop;
    private final Links links;
    private final AtomicReferenceArray<NeighbourListener> listeners = new AtomicReferenceArray<>(256);
    private final Whereabouts whereabouts;
    private final OwnRecords records;
    private final DialBack dialBack;
    private final BiConsumer<Realm, Optional<CloseReason>> tried;
    private final Map<LinkId, Budget> budgets = new HashMap<>();

    /** @param tried told what became of a neighbour's dial to us, on the loop */
    NeighbourPort(
            Loop loop,
            Links links,
            Whereabouts whereabouts,
            OwnRecords records,
            DialBack dialBack,
            BiConsumer<Realm, Optional<CloseReason>> tried) {
        this.loop = loop;
        this.links = links;
        this.whereabouts = whereabouts;
        this.records = records;
        this.dialBack = dialBack;
        this.tried = tried;
    }

    private static final class Budget {
        final TokenBucket out = new TokenBucket(MESSAGES_PER_SECOND, BURST);
        final TokenBucket in = new TokenBucket(MESSAGES_PER_SECOND, 2 * BURST);
    }

    @Override
    public boolean send(PeerId neighbour, int protocol, byte[] bytes) {
        if (bytes.length > MAX_BYTES || protocol < 1 || protocol > 255) {
            throw new IllegalArgumentException(
                    "a neighbour message has a protocol of 1 to 255 and at most 1,024 bytes");
        }
        return ask(() -> sendNow(neighbour, protocol, bytes)).orElse(false);
    }

    /** On the loop; empty when it does not answer. */
    private <T> Optional<T> ask(Supplier<T> question) {
        if (loop.onLoop()) {
            return Optional.of(question.get());
        }
        try {
            return Optional.of(loop.await(loop.call(question::get), 1));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean sendNow(PeerId neighbour, int protocol, byte[] bytes) {
        Link link = links.linkTo(neighbour);
        if (link == null || !budget(link).out.take(loop.now(), 1)) {
            return false;
        }
        NeighbourMessage message = new NeighbourMessage(protocol, bytes);
        Parcel parcel =
                new Parcel(FrameTypes.NEIGHBOUR, message.header(), message.body(), loop.now(), Parcel.Ticket.NONE);
        boolean queued = link.offer(loop.now(), 0, parcel);
        if (!queued) {
            parcel.drop();
        }
        return queued;
    }

    private Budget budget(Link link) {
        return budgets.computeIfAbsent(link.id, id -> new Budget());
    }

    @Override
    public Registration listen(int protocol, NeighbourListener listener) {
        if (protocol < 1 || protocol >= listeners.length()) {
            throw new IllegalArgumentException("a neighbour protocol is a number from 1 to 255, not " + protocol);
        }
        if (!listeners.compareAndSet(protocol, null, listener)) {
            throw new IllegalStateException("neighbour protocol " + protocol + " is taken");
        }
        loop.execute(() -> links.up().forEach(link -> listener.linked(neighbour(link))));
        return () -> listeners.compareAndSet(protocol, listener, null);
    }

    private static Neighbour neighbour(Link link) {
        return new Neighbour(link.address, link.connection.realm(), link.dialledByUs);
    }

    @Override
    public List<PeerRecord> own(Realm realm) {
        return ask(() -> whereabouts.places(realm, hosts(realm)))
                .map(records::of)
                .orElse(List.of());
    }

    /** Those of the links. Loop thread only. */
    Set<Realm> realms() {
        Set<Realm> realms = EnumSet.noneOf(Realm.class);
        links.up().forEach(link -> realms.add(link.connection.realm()));
        return realms;
    }

    private List<InetAddress> hosts(Realm realm) {
        return links.up().stream()
                .filter(link -> link.connection.realm() == realm)
                .flatMap(link -> Gate.literal(link.address.host()).stream())
                .toList();
    }

    @Override
    public void seenAs(PeerId teller, InetAddress host) {
        loop.execute(() -> {
            Link link = links.linkTo(teller);
            if (link != null && link.dialledByUs) {
                String name = Gate.network(link.address).name();
                whereabouts.seenAs(new Network(link.connection.realm(), name), host);
            }
        });
    }

    @Override
    public CompletionStage<Optional<CloseReason>> dialBack(PeerId neighbour, int port) {
        CompletableFuture<Optional<CloseReason>> result = new CompletableFuture<>();
        loop.execute(() -> dialBack.attempt(inbound(neighbour), port, result));
        return result;
    }

    /** Where a neighbour that dialled us comes from. */
    private Optional<PeerAddress> inbound(PeerId neighbour) {
        return Optional.ofNullable(links.linkTo(neighbour))
                .filter(link -> !link.dialledByUs)
                .map(link -> link.address.withId(link.peer));
    }

    @Override
    public void dialledBack(PeerId teller, Optional<CloseReason> failure) {
        loop.execute(() -> {
            Link link = links.linkTo(teller);
            if (link != null && link.dialledByUs) {
                tried.accept(link.connection.realm(), failure);
            }
        });
    }

    void received(Link link, NeighbourMessage message) {
        NeighbourListener listener = listeners.get(message.protocol());
        if (listener != null && budget(link).in.take(loop.now(), 1)) {
            Loop.guarded(() -> listener.received(neighbour(link), message.bytes()));
        }
    }

    int budgetCount() {
        return budgets.size();
    }

    void linkUp(Link link) {
        each(listener -> listener.linked(neighbour(link)));
    }

    void linkDown(Link link) {
        budgets.remove(link.id);
        each(listener -> listener.unlinked(neighbour(link)));
    }

    private void each(Consumer<NeighbourListener> call) {
        for (int protocol = 0; protocol < listeners.length(); protocol++) {
            NeighbourListener listener = listeners.get(protocol);
            if (listener != null) {
                Loop.guarded(() -> call.accept(listener));
            }
        }
    }
}
