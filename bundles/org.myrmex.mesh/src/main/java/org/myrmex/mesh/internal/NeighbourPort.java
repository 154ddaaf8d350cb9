package org.myrmex.mesh.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.myrmex.api.discovery.NeighbourListener;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.transport.PeerId;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.NeighbourMessage;
import org.myrmex.mesh.flow.Parcel;
import org.myrmex.mesh.flow.TokenBucket;

/** Short messages of discovery protocols to direct neighbours, within a budget each way. */
final class NeighbourPort implements Neighbours {
    private static final int MESSAGES_PER_SECOND = 4;
    private static final int BURST = 16;

    private final Loop loop;
    private final Links links;
    private final AtomicReferenceArray<NeighbourListener> listeners = new AtomicReferenceArray<>(256);
    private final Map<LinkId, Budget> budgets = new HashMap<>();

    NeighbourPort(Loop loop, Links links) {
        this.loop = loop;
        this.links = links;
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
        if (loop.onLoop()) {
            return sendNow(neighbour, protocol, bytes);
        }
        try {
            return loop.await(loop.call(() -> sendNow(neighbour, protocol, bytes)), 1);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
        loop.execute(() -> links.up().forEach(link -> listener.linked(link.address)));
        return () -> listeners.compareAndSet(protocol, listener, null);
    }

    void received(Link link, NeighbourMessage message) {
        NeighbourListener listener = listeners.get(message.protocol());
        if (listener != null && budget(link).in.take(loop.now(), 1)) {
            Loop.guarded(() -> listener.received(link.address, message.bytes()));
        }
    }

    int budgetCount() {
        return budgets.size();
    }

    void linkUp(Link link) {
        each(listener -> listener.linked(link.address));
    }

    void linkDown(Link link) {
        budgets.remove(link.id);
        each(listener -> listener.unlinked(link.address));
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
