package org.myrmex.example.counting.internal;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.LinkLoad;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.SavePurpose;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.Verdict;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;

/**
 * Counts inputs and passes every one on as it is. Methods with a default in the API are passed on too: left out, they would
 * end here and the routing below would never hear of them.
 */
final class CountingRouting implements RoutingProtocol {
    private final RoutingProtocol below;
    private final Counts counts;

    CountingRouting(RoutingProtocol below, Counts counts) {
        this.below = below;
        this.counts = counts;
    }

    @Override
    public void addressOpened(long now, VirtualAddress address, AddressRecord record) {
        below.addressOpened(now, address, record);
    }

    @Override
    public void addressClosed(long now, VirtualAddress address) {
        below.addressClosed(now, address);
    }

    @Override
    public void linkUp(long now, LinkId link, LinkFacts facts) {
        below.linkUp(now, link, facts);
    }

    @Override
    public void linkDown(long now, LinkId link, CloseReason why) {
        below.linkDown(now, link, why);
    }

    @Override
    public void linkLoad(long now, LinkId link, LinkLoad load) {
        below.linkLoad(now, link, load);
    }

    @Override
    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
        counts.add(Counted.FRAMES_RECEIVED, 1);
        counts.add(Counted.BYTES_RECEIVED, header.remaining() + body.length());
        below.received(now, link, header, body, handle);
    }

    @Override
    public void send(long now, Message message, SendOptions options, Handle handle) {
        counts.add(Counted.DATAGRAMS_SENT, 1);
        below.send(now, message, options, handle);
    }

    @Override
    public void query(long now, Message message, QueryScope scope, Handle handle) {
        counts.add(Counted.QUERIES_SENT, 1);
        below.query(now, message, scope, handle);
    }

    @Override
    public void queryEnded(long now, byte[] id) {
        below.queryEnded(now, id);
    }

    @Override
    public void answer(long now, Message message, byte[] queryId, Handle handle) {
        counts.add(Counted.ANSWERS_SENT, 1);
        below.answer(now, message, queryId, handle);
    }

    @Override
    public void signed(long now, long job, byte[] signature) {
        below.signed(now, job, signature);
    }

    @Override
    public void verified(long now, long job, Verdict verdict) {
        below.verified(now, job, verdict);
    }

    @Override
    public void returned(long now, LinkId deadLink, ByteBuffer header, Body body, Handle handle) {
        counts.add(Counted.FRAMES_RETURNED, 1);
        below.returned(now, deadLink, header, body, handle);
    }

    @Override
    public void revealed(long now, VirtualAddress address, byte[] proofKey) {
        below.revealed(now, address, proofKey);
    }

    @Override
    public void tick(long now) {
        below.tick(now);
    }

    @Override
    public long nextWakeUp() {
        return below.nextWakeUp();
    }

    @Override
    public byte[] save(long now, SavePurpose purpose) {
        return below.save(now, purpose);
    }

    @Override
    public void routes(long now, Consumer<RouteView> to) {
        below.routes(now, to);
    }
}
