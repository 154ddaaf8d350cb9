package org.myrmex.lab.hostile;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;

/** Passes every effect on to another outbox: what is not overridden stays as it was. */
public class PassingOutbox implements Outbox {
    private final Outbox to;

    public PassingOutbox(Outbox to) {
        this.to = to;
    }

    @Override
    public void send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {
        to.send(link, header, body, flow, cause);
    }

    @Override
    public void deliver(Message message, Handle cause) {
        to.deliver(message, cause);
    }

    @Override
    public void hold(Handle handle) {
        to.hold(handle);
    }

    @Override
    public void release(Handle handle, DropReason reason) {
        to.release(handle, reason);
    }

    @Override
    public void sign(long job, VirtualAddress address, byte[] bytes) {
        to.sign(job, address, bytes);
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
        to.verify(job, chargedLink, record, prefix, body, signature, chain);
    }

    @Override
    public void closeLink(LinkId link, CloseReason why) {
        to.closeLink(link, why);
    }

    @Override
    public void note(RoutingEvent event) {
        to.note(event);
    }
}
