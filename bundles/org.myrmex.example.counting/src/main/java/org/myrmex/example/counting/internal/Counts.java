package org.myrmex.example.counting.internal;

import java.util.EnumMap;
import java.util.Map;
import org.myrmex.api.plugin.Metrics;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The figures, also on {@code /metrics}. A component of its own: it stays while the routing below is replaced, and the count
 * goes on where it was.
 */
@Component(service = Counts.class)
public final class Counts {
    private final Map<Counted, Metrics.Counter> counters = new EnumMap<>(Counted.class);

    @Activate
    public Counts(@Reference Metrics metrics) {
        for (Counted counted : Counted.values()) {
            counters.put(counted, metrics.counter(counted.metric(), counted.help()));
        }
    }

    void add(Counted counted, long amount) {
        counters.get(counted).add(amount);
    }

    long of(Counted counted) {
        return counters.get(counted).value();
    }
}
