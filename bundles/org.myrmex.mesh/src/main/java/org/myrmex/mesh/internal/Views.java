package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.RoutingEvent;

/** What a person is shown of the peer: network addresses and counts, never a virtual address. Loop thread only. */
record Views(
        Identity identity,
        Loop loop,
        Pools pools,
        Doors doors,
        Links links,
        Keeper keeper,
        Addresses addresses,
        RoutingHost routing,
        Signatures signatures,
        DatagramPort datagrams,
        NeighbourPort neighbours,
        Whereabouts whereabouts) {
    MeshView look() {
        List<MeshView.Link> views = new ArrayList<>();
        for (Link link : links.up()) {
            views.add(new MeshView.Link(
                    link.id.number(),
                    link.address,
                    link.source,
                    keeper.slot(link).label(),
                    link.dialledByUs,
                    link.pinned,
                    link.connection.realm(),
                    link.upSinceMicros,
                    link.rttMicros,
                    link.queuedBytes(),
                    link.sentBytes,
                    link.receivedBytes));
        }
        return new MeshView(
                identity.id(),
                doors.bound(),
                doors.problem(),
                routing.name(),
                views,
                keeper.dialling(),
                whereabouts.reachability(neighbours.realms()),
                keeper.sources(),
                links.messagesReceived(),
                routing.count(RoutingEvent.Kind.QUERY_RECEIVED),
                counters());
    }

    /** Everything that is counted: what happened so far, then {@link #held}. */
    SortedMap<String, Long> counters() {
        SortedMap<String, Long> counters = held();
        for (RoutingEvent.Kind kind : RoutingEvent.Kind.values()) {
            counters.put("routing_" + kind.name().toLowerCase(Locale.ROOT) + "_total", routing.count(kind));
        }
        for (DropReason reason : DropReason.values()) {
            counters.put("routing_ended_" + reason.name().toLowerCase(Locale.ROOT) + "_total", routing.count(reason));
        }
        counters.put("frames_over_share_total", links.framesOverShare());
        return counters;
    }

    /** What the peer holds now, each under a cap; what stays when all is at rest is a leak. */
    SortedMap<String, Long> held() {
        SortedMap<String, Long> held = new TreeMap<>();
        held.put("timers", (long) loop.timerCount());
        held.put("loop_tasks", (long) loop.taskCount());
        held.put("waiting_crypto_jobs", (long) pools.crypto.waiting());
        held.put("waiting_responder_jobs", (long) pools.responders.waiting());
        held.put("waiting_answer_jobs", (long) pools.answers.waiting());
        held.put("waiting_source_jobs", (long) pools.sources.waiting());
        held.put("open_doors", (long) doors.bound().size());
        held.putAll(links.counters());
        held.put("flows", links.up().stream().mapToLong(Link::flowCount).sum());
        held.put(
                "queued_bytes", links.up().stream().mapToLong(Link::queuedBytes).sum());
        held.put("dial_candidates", (long) keeper.candidateCount());
        held.put("dialled_on_hearsay", (long) keeper.hearsayCount());
        held.put("open_handles", (long) routing.ledger().openCount());
        held.put("parked_inputs", (long) routing.parkedCount());
        held.put("own_addresses", (long) addresses.size());
        held.put("open_searches", addresses.searchCount());
        held.put("own_outstanding_bytes", addresses.outstandingBytes());
        held.put("pending_signature_checks", (long) signatures.pendingCount());
        held.put("unconsumed_datagrams", (long) datagrams.unconsumedCount());
        held.put("neighbour_budgets", (long) neighbours.budgetCount());
        return held;
    }
}
