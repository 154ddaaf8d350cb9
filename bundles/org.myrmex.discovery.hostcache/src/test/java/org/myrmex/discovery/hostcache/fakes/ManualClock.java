package org.myrmex.discovery.hostcache.fakes;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.myrmex.api.plugin.Clock;

/** Stands until the test lets it go on. */
public final class ManualClock implements Clock {
    public static final int TODAY = 20_000;

    private final AtomicLong nowMicros = new AtomicLong(TimeUnit.DAYS.toMicros(TODAY));

    @Override
    public long nowMicros() {
        return nowMicros.get();
    }

    public void passSeconds(long seconds) {
        nowMicros.addAndGet(TimeUnit.SECONDS.toMicros(seconds));
    }
}
