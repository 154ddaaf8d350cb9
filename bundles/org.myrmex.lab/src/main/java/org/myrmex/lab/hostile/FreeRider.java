package org.myrmex.lab.hostile;

import java.nio.ByteBuffer;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.transport.Body;

/** Uses the others and carries nothing for them: what it sends because of their frames never leaves. */
final class FreeRider extends PassingRouting {
    private final Causes causes;

    private FreeRider(RoutingProtocol honest, Causes causes) {
        super(honest);
        this.causes = causes;
    }

    static RoutingProtocol create(Honest honest, Outbox outbox, Deeds deeds) {
        Causes causes = new Causes();
        return new FreeRider(honest.create(new Door(outbox, causes, deeds)), causes);
    }

    @Override
    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
        causes.begin(handle);
        super.received(now, link, header, body, handle);
        causes.end();
    }

    private static final class Door extends PassingOutbox {
        private final Causes causes;
        private final Deeds deeds;

        Door(Outbox to, Causes causes, Deeds deeds) {
            super(to);
            this.causes = causes;
            this.deeds = deeds;
        }

        @Override
        public void send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {
            if (causes.isFrame(cause)) {
                deeds.count(Deed.SWALLOWED);
            } else {
                super.send(link, header, body, flow, cause);
            }
        }

        @Override
        public void hold(Handle handle) {
            causes.hold(handle);
            super.hold(handle);
        }

        @Override
        public void release(Handle handle, DropReason reason) {
            causes.release(handle);
            super.release(handle, reason);
        }
    }
}
