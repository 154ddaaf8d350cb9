package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.transport.PeerId;

/** What a person is shown of the peer: network addresses and counts, never a virtual address. Loop thread only. */
record Views(PeerId self, Doors doors, Links links, Keeper keeper, Addresses addresses, RoutingHost routing) {
    MeshView look() {
        List<MeshView.Link> views = new ArrayList<>();
        for (Link link : links.up()) {
            views.add(new MeshView.Link(
                    link.id.number(),
                    link.address,
                    link.source,
                    link.dialledByUs,
                    link.pinned,
                    link.upSinceMicros,
                    link.rttMicros,
                    link.queuedBytes(),
                    link.sentBytes,
                    link.receivedBytes));
        }
        return new MeshView(
                self,
                doors.bound(),
                doors.problem(),
                routing.name(),
                views,
                keeper.dialling(),
                keeper.sources(),
                links.messagesReceived(),
                routing.count(RoutingEvent.Kind.QUERY_RECEIVED),
                counters());
    }

    private Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>(keeper.counters());
        for (RoutingEvent.Kind kind : RoutingEvent.Kind.values()) {
            counters.put("routing_" + kind.name().toLowerCase(Locale.ROOT) + "_total", routing.count(kind));
        }
        for (DropReason reason : DropReason.values()) {
            counters.put("routing_ended_" + reason.name().toLowerCase(Locale.ROOT) + "_total", routing.count(reason));
        }
        counters.put("own_addresses", (long) addresses.size());
        counters.put("open_handles", (long) routing.ledger().openCount());
        counters.putAll(links.counters());
        counters.put("frames_over_share_total", links.framesOverShare());
        counters.put("flows", links.up().stream().mapToLong(Link::flowCount).sum());
        return counters;
    }
}
