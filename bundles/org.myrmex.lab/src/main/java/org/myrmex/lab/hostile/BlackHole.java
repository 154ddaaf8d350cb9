package org.myrmex.lab.hostile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.transport.Body;

/**
 * Passes queries on, so that scents lead through it, and swallows answers and datagrams. A frame is a query when the routing
 * says so by a note, or delivers one because of it; as that may come after the sending, what goes on waits for the end of the
 * input.
 */
final class BlackHole extends PassingRouting {
    private final Door door;

    private BlackHole(RoutingProtocol honest, Door door) {
        super(honest);
        this.door = door;
    }

    static RoutingProtocol create(Honest honest, Outbox outbox, Deeds deeds) {
        Door door = new Door(outbox, deeds);
        return new BlackHole(honest.create(door), door);
    }

    @Override
    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
        door.begin(handle);
        super.received(now, link, header, body, handle);
        door.end(handle);
    }

    private static final class Door extends PassingOutbox {
        private final Deeds deeds;
        private final Causes causes = new Causes();
        /** As many as there are held frames. */
        private final TreeSet<Long> heldQueries = new TreeSet<>();

        private final List<Waiting> waiting = new ArrayList<>();
        private boolean query;
        private boolean held;

        private record Waiting(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {}

        Door(Outbox to, Deeds deeds) {
            super(to);
            this.deeds = deeds;
        }

        void begin(Handle handle) {
            causes.begin(handle);
            query = false;
            held = false;
        }

        void end(Handle handle) {
            for (Waiting frame : waiting) {
                if (query) {
                    super.send(frame.link(), frame.header(), frame.body(), frame.flow(), frame.cause());
                } else {
                    deeds.count(Deed.SWALLOWED);
                }
                frame.body().release();
            }
            waiting.clear();
            if (query && held) {
                heldQueries.add(handle.number());
            }
            causes.end();
        }

        @Override
        public void send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {
            if (causes.isPresent(cause)) {
                body.retain();
                waiting.add(new Waiting(link, header, body, flow, cause));
            } else if (causes.isFrame(cause) && !heldQueries.contains(cause.number())) {
                deeds.count(Deed.SWALLOWED);
            } else {
                super.send(link, header, body, flow, cause);
            }
        }

        @Override
        public void deliver(Message message, Handle cause) {
            query |= message.kind() == MessageKind.QUERY && causes.isPresent(cause);
            super.deliver(message, cause);
        }

        @Override
        public void note(RoutingEvent event) {
            query |= event.kind() == RoutingEvent.Kind.QUERY_RECEIVED;
            super.note(event);
        }

        @Override
        public void hold(Handle handle) {
            causes.hold(handle);
            held |= causes.isPresent(handle);
            super.hold(handle);
        }

        @Override
        public void release(Handle handle, DropReason reason) {
            causes.release(handle);
            heldQueries.remove(handle.number());
            super.release(handle, reason);
        }
    }
}
