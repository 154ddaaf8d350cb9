package org.myrmex.discovery.hostcache.serve;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.myrmex.api.discovery.HostCatcher;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcache.list.PeerList;

/** The answer, made once for all who ask within some seconds: nobody gets one of his own, and asking costs nothing. */
final class Shelf {
    /** As many as a newcomer tries before it gives up. */
    static final int MAX_RECORDS = 32;

    static final int KEPT_SECONDS = 10;

    /** A peer that has just started knows nobody, and its own doors a moment later. */
    static final int EMPTY_KEPT_SECONDS = 1;

    private final Supplier<Optional<HostCatcher>> catcher;
    private final Realm realm;
    private final Clock clock;
    private Optional<Listed> made = Optional.empty();
    private long madeMicros;

    Shelf(Supplier<Optional<HostCatcher>> catcher, Realm realm, Clock clock) {
        this.catcher = catcher;
        this.realm = realm;
        this.clock = clock;
    }

    /**
     * A list.
     *
     * @param seconds for which it is the same
     */
    record Listed(byte[] list, int seconds) {}

    /** @return empty while nobody catches hosts here */
    synchronized Optional<Listed> list() {
        Optional<HostCatcher> now = catcher.get();
        long nowMicros = clock.nowMicros();
        made = now.isEmpty()
                ? Optional.empty()
                : made.filter(listed -> nowMicros - madeMicros < TimeUnit.SECONDS.toMicros(listed.seconds()));
        if (made.isEmpty() && now.isPresent()) {
            List<PeerRecord> some = now.get().some(realm, MAX_RECORDS);
            made = Optional.of(new Listed(PeerList.encode(some), some.isEmpty() ? EMPTY_KEPT_SECONDS : KEPT_SECONDS));
            madeMicros = nowMicros;
        }
        return made;
    }
}
