package org.myrmex.mesh.keep;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.flow.TokenBucket;
import org.myrmex.mesh.guard.Network;

/**
 * Bounds what strangers can make this peer dial: many peers that believe the same lie would be a flood. Gnutella's were (seed
 * 003): whatever a pong named was dialled.
 */
final class Hearsay {
    static final long HOUR_MICROS = 3_600_000_000L;
    /** Of one public network in an hour; its own places once each. */
    static final int OF_NETWORK = 4;
    /** Ports of one local address in an hour. */
    static final int OF_LOCAL_ADDRESS = 16;
    /** At once, then one for each of these. */
    static final int AT_ONCE = 32;

    static final long ONE_MICROS = 30_000_000;

    private final TokenBucket all = new TokenBucket(1, AT_ONCE * ONE_MICROS / 1_000_000);
    /** In the order of time; the bucket keeps them under {@link #AT_ONCE} and 120 an hour. */
    private final Map<String, Dialled> lastHour = new LinkedHashMap<>();

    private record Dialled(Network network, long micros) {}

    boolean mayBeDialled(long now, PeerAddress address, Network network) {
        expire(now);
        boolean isPublic = network.realm() == Realm.PUBLIC;
        return !lastHour.containsKey(target(address, network))
                && count(network) < (isPublic ? OF_NETWORK : OF_LOCAL_ADDRESS)
                && all.has(now, ONE_MICROS / 1_000_000);
    }

    void dialled(long now, PeerAddress address, Network network) {
        all.take(now, ONE_MICROS / 1_000_000);
        lastHour.put(target(address, network), new Dialled(network, now));
    }

    /** A public address is one target, whatever the port: elsewhere many peers may live at one address. */
    private static String target(PeerAddress address, Network network) {
        return network.realm() == Realm.PUBLIC ? address.host() : address.host() + " " + address.port();
    }

    private int count(Network network) {
        int count = 0;
        for (Dialled dialled : lastHour.values()) {
            count += dialled.network().equals(network) ? 1 : 0;
        }
        return count;
    }

    private void expire(long now) {
        Iterator<Dialled> oldest = lastHour.values().iterator();
        while (oldest.hasNext() && now - oldest.next().micros() >= HOUR_MICROS) {
            oldest.remove();
        }
    }

    int size() {
        return lastHour.size();
    }
}
