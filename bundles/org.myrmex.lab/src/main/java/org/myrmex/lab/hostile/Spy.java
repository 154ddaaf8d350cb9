package org.myrmex.lab.hostile;

import java.nio.ByteBuffer;
import java.util.TreeMap;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;

/** Does as it should and tells the ring by which neighbour each query came. */
final class Spy extends PassingRouting {
    private final Ear ear;

    private Spy(RoutingProtocol honest, Ear ear) {
        super(honest);
        this.ear = ear;
    }

    static RoutingProtocol create(Honest honest, Outbox outbox, SpyRing ring) {
        Ear ear = new Ear(outbox, ring);
        return new Spy(honest.create(ear), ear);
    }

    @Override
    public void linkUp(long now, LinkId link, LinkFacts facts) {
        ear.neighbours.put(link, facts.peer());
        super.linkUp(now, link, facts);
    }

    @Override
    public void linkDown(long now, LinkId link, CloseReason why) {
        ear.neighbours.remove(link);
        super.linkDown(now, link, why);
    }

    @Override
    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
        ear.from = ear.neighbours.get(link);
        super.received(now, link, header, body, handle);
        ear.from = null;
    }

    private static final class Ear extends PassingOutbox {
        private final SpyRing ring;
        /** As many as there are links. */
        private final TreeMap<LinkId, PeerId> neighbours = new TreeMap<>();

        private PeerId from;

        Ear(Outbox to, SpyRing ring) {
            super(to);
            this.ring = ring;
        }

        @Override
        public void deliver(Message message, Handle cause) {
            if (message.kind() == MessageKind.QUERY && from != null) {
                ring.heard(message.id(), from);
            }
            super.deliver(message, cause);
        }
    }
}
