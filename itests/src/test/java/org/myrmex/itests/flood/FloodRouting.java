package org.myrmex.itests.flood;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.SavePurpose;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;

/** Learns nothing: every message goes to everybody, once. Its header is kind, id, from, to. */
final class FloodRouting implements RoutingProtocol {
    private static final int HEADER_BYTES = 1 + Message.ID_BYTES + 2 * VirtualAddress.LENGTH;

    private final RoutingLimits limits;
    private final Outbox outbox;
    private final TreeSet<LinkId> links = new TreeSet<>();
    private final TreeSet<VirtualAddress> own = new TreeSet<>();
    private final TreeSet<ByteBuffer> seen = new TreeSet<>();
    private final ArrayDeque<ByteBuffer> seenInOrder = new ArrayDeque<>();

    FloodRouting(RoutingLimits limits, Outbox outbox) {
        this.limits = limits;
        this.outbox = outbox;
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
    }

    @Override
    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
        Optional<Message> message = read(header.slice(), body);
        if (message.isEmpty()) {
            outbox.release(handle, DropReason.MALFORMED);
            outbox.closeLink(link, CloseReason.PROTOCOL_ERROR);
            return;
        }
        flood(message.get(), link, handle);
    }

    @Override
    public void send(long now, Message message, SendOptions options, Handle handle) {
        flood(message, null, handle);
    }

    @Override
    public void query(long now, Message message, QueryScope scope, Handle handle) {
        flood(message, null, handle);
    }

    @Override
    public void answer(long now, Message message, byte[] queryId, Handle handle) {
        flood(message, null, handle);
    }

    @Override
    public void tick(long now) {
        // It never waits for anything.
    }

    @Override
    public long nextWakeUp() {
        return Long.MAX_VALUE;
    }

    @Override
    public byte[] save(long now, SavePurpose purpose) {
        return new byte[0];
    }

    @Override
    public void routes(long now, Consumer<RouteView> to) {
        // It has none.
    }

    private void flood(Message message, LinkId sender, Handle handle) {
        if (!remember(ByteBuffer.wrap(message.id().clone()))) {
            outbox.release(handle, DropReason.DUPLICATE);
            return;
        }
        boolean query = message.kind() == MessageKind.QUERY;
        if (own.contains(message.to()) || (query && sender != null)) {
            outbox.deliver(message, handle);
        }
        if (!own.contains(message.to())) {
            for (LinkId link : links) {
                if (!link.equals(sender)) {
                    outbox.send(link, header(message), message.body(), 0, handle);
                }
            }
        }
    }

    private boolean remember(ByteBuffer id) {
        if (!seen.add(id)) {
            return false;
        }
        seenInOrder.add(id);
        if (seenInOrder.size() > limits.maxIds()) {
            seen.remove(seenInOrder.remove());
        }
        return true;
    }

    private static ByteBuffer header(Message message) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES);
        out.put(code(message.kind())).put(message.id());
        message.from().put(out);
        message.to().put(out);
        return out.flip();
    }

    private static Optional<Message> read(ByteBuffer in, Body body) {
        if (in.remaining() != HEADER_BYTES) {
            return Optional.empty();
        }
        byte code = in.get();
        byte[] id = bytes(in, Message.ID_BYTES);
        VirtualAddress from = VirtualAddress.of(bytes(in, VirtualAddress.LENGTH));
        VirtualAddress to = VirtualAddress.of(bytes(in, VirtualAddress.LENGTH));
        return Stream.of(MessageKind.values())
                .filter(kind -> code(kind) == code)
                .map(kind -> new Message(kind, from, to, id, body))
                .findFirst();
    }

    private static byte code(MessageKind kind) {
        return (byte) kind.name().charAt(0);
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
