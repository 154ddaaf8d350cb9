package org.myrmex.discovery.dns.internal;

import java.util.concurrent.TimeUnit;
import org.myrmex.api.plugin.Clock;

/** Stands until the test lets it go on. */
final class ManualClock implements Clock {
    private long nowMicros = TimeUnit.DAYS.toMicros(20_000);

    @Override
    public long nowMicros() {
        return nowMicros;
    }

    void passSeconds(long seconds) {
        nowMicros += TimeUnit.SECONDS.toMicros(seconds);
    }
}
