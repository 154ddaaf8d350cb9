package org.myrmex.mesh.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.guard.Admission;
import org.myrmex.mesh.guard.AdmissionRules;
import org.myrmex.mesh.guard.Network;

/** What is asked about whoever is at the door. Any thread: transports ask on theirs. */
final class Gate {
    private final Admission admission;
    private final LongSupplier clockMicros;
    /** Neighbours, and how many links each has while one makes place for another. */
    private final Map<PeerId, Integer> neighbours = new HashMap<>();

    /** Where those who dialled us come from. */
    private final Map<LinkId, Network> networks = new HashMap<>();

    Gate(AdmissionRules rules, LongSupplier clockMicros) {
        this.admission = new Admission(rules);
        this.clockMicros = clockMicros;
    }

    /** As in {@code TransportContext.refusal}. */
    synchronized Optional<CloseReason> refusal(PeerAddress from) {
        long now = clockMicros.getAsLong();
        return from.id()
                .map(peer -> admission.refusal(now, peer, network(from), neighbours.containsKey(peer)))
                .orElseGet(() -> admission.refusal(now, from, network(from)));
    }

    /** An accepted connection is up. */
    synchronized void accepted(PeerAddress from) {
        admission.finished(withoutId(from));
    }

    /** An accepted connection never came up. */
    synchronized void strangerFailed(PeerAddress from, CloseReason why) {
        admission.finished(withoutId(from));
        admission.strangerFailed(clockMicros.getAsLong(), network(from), why);
    }

    synchronized void cutOff(PeerId peer, CloseReason why) {
        admission.cutOff(clockMicros.getAsLong(), peer, why);
    }

    synchronized boolean wants(PeerId peer) {
        long now = clockMicros.getAsLong();
        return unwantedUntil(now, peer) <= now;
    }

    /** Whether one more neighbour may come from a network. */
    synchronized boolean hasRoom(Network network) {
        return admission.hasRoom(network);
    }

    /** Until when a peer is not wanted; not later than now when he is. */
    synchronized long unwantedUntil(long now, PeerId peer) {
        return admission.unwantedUntil(now, peer);
    }

    synchronized void linkUp(Link link) {
        neighbours.merge(link.peer, 1, Integer::sum);
        if (!link.dialledByUs) {
            Network network = network(link.address);
            networks.put(link.id, network);
            admission.linked(network);
        }
    }

    synchronized void linkDown(Link link) {
        Network network = networks.remove(link.id);
        if (network != null) {
            admission.unlinked(network);
        }
        neighbours.computeIfPresent(link.peer, (peer, count) -> count == 1 ? null : count - 1);
    }

    synchronized Map<String, Long> counters() {
        return admission.counters(clockMicros.getAsLong());
    }

    private static PeerAddress withoutId(PeerAddress address) {
        return new PeerAddress(address.scheme(), address.host(), address.port(), Optional.empty());
    }

    /** Where an address is; a name is a network of its own. */
    static Network network(PeerAddress address) {
        return literal(address.host())
                .map(host -> Network.of(Realm.of(host), host.getAddress()))
                .orElseGet(() -> Network.named(address.host()));
    }

    /** A name is not looked up: that would tell a name server about a neighbour, and wait for it. */
    static Optional<InetAddress> literal(String host) {
        if (host.indexOf(':') < 0 && !host.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
