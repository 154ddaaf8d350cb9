package org.myrmex.testkit.plugin;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;

/** Figures in a map. */
public final class PlainMetrics implements Metrics {
    private final Map<String, AtomicLong> figures = new ConcurrentSkipListMap<>();

    @Override
    public Counter counter(String name, String help) {
        AtomicLong sum = figures.computeIfAbsent(name, n -> new AtomicLong());
        return new Counter() {
            @Override
            public void add(long amount) {
                sum.addAndGet(amount);
            }

            @Override
            public long value() {
                return sum.get();
            }
        };
    }

    @Override
    public Registration gauge(String name, String help, LongSupplier value) {
        throw new UnsupportedOperationException("nothing here has a gauge");
    }

    /** What was added to a counter. */
    public long get(String name) {
        return figures.get(name).get();
    }
}
