package org.myrmex.discovery.hostcache.serve;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.myrmex.api.discovery.HostCatcher;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcache.list.PeerList;

/** The answer, made once for all who ask within some seconds: nobody gets one of his own, and asking costs nothing. */
final class Shelf {
    /** As many as a newcomer tries before it gives up. */
    static final int MAX_RECORDS = 32;

    static final int KEPT_SECONDS = 10;

    private final Supplier<Optional<HostCatcher>> catcher;
    private final Realm realm;
    private final Clock clock;
    private byte[] list = {};
    private long madeMicros;

    Shelf(Supplier<Optional<HostCatcher>> catcher, Realm realm, Clock clock) {
        this.catcher = catcher;
        this.realm = realm;
        this.clock = clock;
    }

    /** @return empty while nobody catches hosts here */
    synchronized Optional<byte[]> list() {
        Optional<HostCatcher> now = catcher.get();
        if (now.isEmpty()) {
            list = new byte[0];
            return Optional.empty();
        }
        long nowMicros = clock.nowMicros();
        if (list.length == 0 || nowMicros - madeMicros >= TimeUnit.SECONDS.toMicros(KEPT_SECONDS)) {
            list = PeerList.encode(now.get().some(realm, MAX_RECORDS));
            madeMicros = nowMicros;
        }
        return Optional.of(list);
    }
}
