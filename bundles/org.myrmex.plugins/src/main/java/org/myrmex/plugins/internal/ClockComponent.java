package org.myrmex.plugins.internal;

import org.myrmex.api.plugin.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The time of this peer. */
@Component(immediate = true)
public final class ClockComponent implements Clock {
    private final Clock clock;

    @Activate
    public ClockComponent() {
        clock = new MonotonicClock(() -> System.currentTimeMillis() * 1_000, System::nanoTime);
    }

    @Override
    public long nowMicros() {
        return clock.nowMicros();
    }
}
