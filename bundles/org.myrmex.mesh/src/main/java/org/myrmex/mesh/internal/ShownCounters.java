package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;

/** The peer's counters for monitors, under the names that {@code status} gives them. */
final class ShownCounters {
    private ShownCounters() {}

    /** Shows all that are counted now for as long as the registrations are open. */
    static List<Registration> show(Metrics metrics, Supplier<? extends Map<String, Long>> counters) {
        List<Registration> shown = new ArrayList<>();
        for (String name : counters.get().keySet()) {
            String help = name.endsWith("_total")
                    ? "How often it happened since the peer started."
                    : "What the peer holds; what stays when nothing is asked of it is a leak.";
            shown.add(metrics.gauge(name, help, () -> counters.get().getOrDefault(name, 0L)));
        }
        return shown;
    }
}
