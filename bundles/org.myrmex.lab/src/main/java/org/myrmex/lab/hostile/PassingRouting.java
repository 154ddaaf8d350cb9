package org.myrmex.lab.hostile;

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

/** Passes every input on to another routing protocol: what is not overridden stays as it was. */
public class PassingRouting implements RoutingProtocol {
    private final RoutingProtocol to;

    public PassingRouting(RoutingProtocol to) {
        this.to = to;
    }

    @Override
    public void addressOpened(long now, VirtualAddress address, AddressRecord record) {
        to.addressOpened(now, address, record);
    }

    @Override
    public void addressClosed(long now, VirtualAddress address) {
        to.addressClosed(now, address);
    }

    @Override
    public void linkUp(long now, LinkId link, LinkFacts facts) {
        to.linkUp(now, link, facts);
    }

    @Override
    public void linkDown(long now, LinkId link, CloseReason why) {
        to.linkDown(now, link, why);
    }

    @Override
    public void linkLoad(long now, LinkId link, LinkLoad load) {
        to.linkLoad(now, link, load);
    }

    @Override
    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
        to.received(now, link, header, body, handle);
    }

    @Override
    public void send(long now, Message message, SendOptions options, Handle handle) {
        to.send(now, message, options, handle);
    }

    @Override
    public void query(long now, Message message, QueryScope scope, Handle handle) {
        to.query(now, message, scope, handle);
    }

    @Override
    public void queryEnded(long now, byte[] id) {
        to.queryEnded(now, id);
    }

    @Override
    public void answer(long now, Message message, byte[] queryId, Handle handle) {
        to.answer(now, message, queryId, handle);
    }

    @Override
    public void signed(long now, long job, byte[] signature) {
        to.signed(now, job, signature);
    }

    @Override
    public void verified(long now, long job, Verdict verdict) {
        to.verified(now, job, verdict);
    }

    @Override
    public void returned(long now, LinkId deadLink, ByteBuffer header, Body body, Handle handle) {
        to.returned(now, deadLink, header, body, handle);
    }

    @Override
    public void revealed(long now, VirtualAddress address, byte[] proofKey) {
        to.revealed(now, address, proofKey);
    }

    @Override
    public void tick(long now) {
        to.tick(now);
    }

    @Override
    public long nextWakeUp() {
        return to.nextWakeUp();
    }

    @Override
    public byte[] save(long now, SavePurpose purpose) {
        return to.save(now, purpose);
    }

    @Override
    public void routes(long now, Consumer<RouteView> consumer) {
        to.routes(now, consumer);
    }
}
