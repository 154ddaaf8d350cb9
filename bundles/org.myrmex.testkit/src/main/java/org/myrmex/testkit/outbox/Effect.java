package org.myrmex.testkit.outbox;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;

/** One call of an outbox, as a value. A body in it carries one reference, which is the reader's to release. */
public sealed interface Effect {
    record Send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) implements Effect {}

    record Deliver(org.myrmex.api.routing.Message message, Handle cause) implements Effect {}

    record Hold(Handle handle) implements Effect {}

    record Release(Handle handle, DropReason reason) implements Effect {}

    record Sign(long job, VirtualAddress address, byte[] bytes) implements Effect {}

    record Verify(
            long job,
            LinkId chargedLink,
            CompactRecord record,
            byte[] prefix,
            Body body,
            byte[] signature,
            Optional<HashChain> chain)
            implements Effect {}

    record CloseLink(LinkId link, CloseReason why) implements Effect {}

    record Note(RoutingEvent event) implements Effect {}
}
