package org.myrmex.lab.hostile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;

/** For each frame that is new to it, sends an old one again, to any neighbour. */
final class Replayer extends PassingRouting {
    /** Old frames at hand. */
    private static final int MAX_KEPT = 16;
    /** Frames known by their hash: what it sends comes back to it, and must not set it off again. */
    private static final int MAX_KNOWN = 65_536;

    private final Outbox outbox;
    private final RandomGenerator random;
    private final Deeds deeds;
    private final TreeSet<LinkId> links = new TreeSet<>();
    private final List<Old> kept = new ArrayList<>();
    private final LinkedHashSet<Integer> known = new LinkedHashSet<>();

    private record Old(byte[] header, Body body) {}

    private Replayer(RoutingProtocol honest, Outbox outbox, RandomGenerator random, Deeds deeds) {
        super(honest);
        this.outbox = outbox;
        this.random = random;
        this.deeds = deeds;
    }

    static RoutingProtocol create(Honest honest, Outbox outbox, RandomGenerator random, Deeds deeds) {
        return new Replayer(honest.create(outbox), outbox, random, deeds);
    }

    @Override
    public void linkUp(long now, LinkId link, LinkFacts facts) {
        links.add(link);
        super.linkUp(now, link, facts);
    }

    @Override
    public void linkDown(long now, LinkId link, CloseReason why) {
        links.remove(link);
        super.linkDown(now, link, why);
    }

    @Override
    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
        Old old = new Old(new byte[header.remaining()], body);
        header.duplicate().get(old.header());
        boolean isNew = known.add(
                31 * ByteBuffer.wrap(old.header()).hashCode() + body.view().hashCode());
        super.received(now, link, header, body, handle);
        if (isNew) {
            replay();
            keep(old);
        }
    }

    private void replay() {
        if (kept.isEmpty() || links.isEmpty()) {
            return;
        }
        Old old = kept.get(random.nextInt(kept.size()));
        LinkId to = List.copyOf(links).get(random.nextInt(links.size()));
        outbox.send(to, ByteBuffer.wrap(old.header().clone()), old.body(), 0, Handle.NONE);
        deeds.count(Deed.REPLAYED);
    }

    private void keep(Old old) {
        old.body().retain();
        kept.add(old);
        if (kept.size() > MAX_KEPT) {
            kept.remove(0).body().release();
        }
        if (known.size() > MAX_KNOWN) {
            known.remove(known.iterator().next());
        }
    }
}
