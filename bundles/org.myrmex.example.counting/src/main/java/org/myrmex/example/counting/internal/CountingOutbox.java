package org.myrmex.example.counting.internal;

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

/** Counts effects and passes every one on as it is. */
final class CountingOutbox implements Outbox {
    private final Outbox mesh;
    private final Counts counts;

    CountingOutbox(Outbox mesh, Counts counts) {
        this.mesh = mesh;
        this.counts = counts;
    }

    @Override
    public void send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {
        counts.add(Counted.FRAMES_SENT, 1);
        counts.add(Counted.BYTES_SENT, header.remaining() + body.length());
        mesh.send(link, header, body, flow, cause);
    }

    @Override
    public void deliver(Message message, Handle cause) {
        counts.add(Counted.delivered(message.kind()), 1);
        mesh.deliver(message, cause);
    }

    @Override
    public void hold(Handle handle) {
        mesh.hold(handle);
    }

    @Override
    public void release(Handle handle, DropReason reason) {
        mesh.release(handle, reason);
    }

    @Override
    public void sign(long job, VirtualAddress address, byte[] bytes) {
        mesh.sign(job, address, bytes);
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
        mesh.verify(job, chargedLink, record, prefix, body, signature, chain);
    }

    @Override
    public void closeLink(LinkId link, CloseReason why) {
        mesh.closeLink(link, why);
    }

    @Override
    public void note(RoutingEvent event) {
        mesh.note(event);
    }
}
