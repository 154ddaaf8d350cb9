package org.myrmex.discovery.hostcache.read;

import java.util.List;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;

/**
 * What a cache gave.
 *
 * @param peers in an order of chance
 * @param said what came of it, for {@code peers --why}
 */
record Caught(Realm realm, List<PeerAddress> peers, String said) {
    static Caught nothing(String said) {
        return new Caught(Realm.PUBLIC, List.of(), said);
    }
}
