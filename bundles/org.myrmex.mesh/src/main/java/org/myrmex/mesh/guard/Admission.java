package org.myrmex.mesh.guard;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/**
 * Says who may connect. Whoever has proven an id answers for what he does with it; who has not, answers with his network, and
 * more patiently, for others may live there too. Nobody is banned for what came from this machine: an onion service or a
 * proxy brings all its guests from there.
 */
public final class Admission {
    /** Misdeeds of strangers that bring a ban on their public network. */
    static final int PUBLIC_STRANGERS = 4;
    /** The same in a local network, where a gateway may stand for many. */
    static final int LOCAL_STRANGERS = 32;
    /** Unfinished connections that are remembered; more than a transport has. */
    private static final int MAX_UNFINISHED = 1_024;

    private static final Comparator<Network> NETWORKS =
            Comparator.comparing(Network::realm).thenComparing(Network::name);

    private final AdmissionRules rules;
    private final Bans bans = new Bans();
    private final Map<PeerAddress, Network> unfinished = new LinkedHashMap<>();
    /** Public networks of links. */
    private final Map<Network, Integer> links = new TreeMap<>(NETWORKS);

    private long unwanted;
    private long tooMany;

    public Admission(AdmissionRules rules) {
        this.rules = rules;
    }

    /** Somebody connects, nobody knows who. If he is not refused, {@link #finished} must follow. */
    public Optional<CloseReason> refusal(long now, PeerAddress from, Network network) {
        if (bans.until(now, name(network)) > now) {
            return refused(CloseReason.UNWANTED);
        }
        if (network.realm() == Realm.PUBLIC) {
            if (count(unfinished, network) >= rules.unfinishedPerNetwork()) {
                return refused(CloseReason.TOO_MANY);
            }
            unfinished.put(from, network);
            if (unfinished.size() > MAX_UNFINISHED) {
                Iterator<PeerAddress> oldest = unfinished.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        return Optional.empty();
    }

    private static int count(Map<PeerAddress, Network> all, Network network) {
        int count = 0;
        for (Network one : all.values()) {
            count += one.equals(network) ? 1 : 0;
        }
        return count;
    }

    /**
     * Somebody has proven his id.
     *
     * @param neighbour whether he has a link already, which a younger connection may carry on
     */
    public Optional<CloseReason> refusal(long now, PeerId peer, Network network, boolean neighbour) {
        if (unwantedUntil(now, peer) > now) {
            return refused(CloseReason.UNWANTED);
        }
        return neighbour || hasRoom(network) ? Optional.empty() : refused(CloseReason.TOO_MANY);
    }

    /** Whether one more may come from a network. Asked again when he says hello: many may have proven an id meanwhile. */
    public boolean hasRoom(Network network) {
        return network.realm() != Realm.PUBLIC || links.getOrDefault(network, 0) < rules.linksPerNetwork();
    }

    private Optional<CloseReason> refused(CloseReason why) {
        unwanted += why == CloseReason.UNWANTED ? 1 : 0;
        tooMany += why == CloseReason.TOO_MANY ? 1 : 0;
        return Optional.of(why);
    }

    /** Until when a peer is not wanted; not later than now when he is. */
    public long unwantedUntil(long now, PeerId peer) {
        boolean foreign = !rules.onlyPeers().isEmpty() && !rules.onlyPeers().contains(peer);
        return foreign ? Long.MAX_VALUE : bans.until(now, name(peer));
    }

    /** The connection of somebody who was let in is up, or has failed. */
    public void finished(PeerAddress from) {
        unfinished.remove(from);
    }

    /** A connection ended before an id was proven. */
    public void strangerFailed(long now, Network network, CloseReason why) {
        boolean misdeed =
                switch (why) {
                    case HANDSHAKE_TIMEOUT, HANDSHAKE_FAILED, BAD_CERTIFICATE, MALFORMED_FRAME, OVERSIZED_FRAME -> true;
                    default -> false;
                };
        if (misdeed && network.realm() != Realm.LOOPBACK) {
            boolean isPublic = network.realm() == Realm.PUBLIC;
            bans.misdeed(now, name(network), isPublic ? PUBLIC_STRANGERS : LOCAL_STRANGERS);
        }
    }

    /** We cut somebody off whose id is proven. */
    public void cutOff(long now, PeerId peer, CloseReason why) {
        boolean misdeed =
                switch (why) {
                    case MALFORMED_FRAME, OVERSIZED_FRAME, BAD_HELLO, OVER_LIMIT, PROTOCOL_ERROR -> true;
                    default -> false;
                };
        if (misdeed) {
            bans.misdeed(now, name(peer), 1);
        }
    }

    /** A link with somebody who dialled us is up. */
    public void linked(Network network) {
        if (network.realm() == Realm.PUBLIC) {
            links.merge(network, 1, Integer::sum);
        }
    }

    /** Such a link is down. */
    public void unlinked(Network network) {
        links.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1);
    }

    private static String name(PeerId peer) {
        return "peer " + peer;
    }

    private static String name(Network network) {
        return "network " + network.name();
    }

    /** What it did so far. */
    public Map<String, Long> counters(long now) {
        Map<String, Long> counters = new TreeMap<>();
        counters.put("bans", (long) bans.count(now));
        counters.put("bans_total", bans.total());
        counters.put("refused_unwanted_total", unwanted);
        counters.put("refused_too_many_total", tooMany);
        return counters;
    }
}
