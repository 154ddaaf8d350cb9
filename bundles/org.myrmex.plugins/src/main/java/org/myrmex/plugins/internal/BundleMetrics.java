package org.myrmex.plugins.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counters and gauges of one bundle. A name that is used again stands for the same counter, or replaces the gauge. */
final class BundleMetrics implements Metrics {
    /** Figures that a bundle may have: names made of data would fill the status page. */
    static final int MAX_FIGURES = 500;

    private static final Logger LOG = LoggerFactory.getLogger(BundleMetrics.class);

    private final ConcurrentNavigableMap<String, Figure> figures = new ConcurrentSkipListMap<>();

    @Override
    public Counter counter(String name, String help) {
        check(name);
        Figure present = figures.computeIfAbsent(name, n -> new Figure(help, new AddedUp()));
        if (present.value() instanceof AddedUp counter) {
            return counter;
        }
        throw new IllegalStateException(name + " is a gauge already");
    }

    @Override
    public Registration gauge(String name, String help, LongSupplier value) {
        check(name);
        Figure figure = new Figure(help, value);
        figures.put(name, figure);
        return () -> figures.remove(name, figure);
    }

    SortedMap<String, Long> values() {
        SortedMap<String, Long> values = new TreeMap<>();
        figures.forEach((name, figure) -> put(values, name, figure.value()));
        return values;
    }

    /** For each figure that has a value: {@code name}, {@code help}, {@code kind} and {@code value}. */
    List<Map<String, Object>> described() {
        List<Map<String, Object>> described = new ArrayList<>();
        values().forEach((name, value) -> {
            Figure figure = figures.get(name);
            if (figure != null) {
                String kind = figure.value() instanceof AddedUp ? "counter" : "gauge";
                described.add(Map.of("name", name, "help", figure.help(), "kind", kind, "value", value));
            }
        });
        return described;
    }

    private static void put(SortedMap<String, Long> values, String name, LongSupplier figure) {
        try {
            values.put(name, figure.getAsLong());
        } catch (RuntimeException e) {
            LOG.debug("the gauge {} has no value", name, e);
        }
    }

    private void check(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,99}")) {
            throw new IllegalArgumentException("a figure's name is lower case with underscores, not " + name);
        }
        if (figures.size() >= MAX_FIGURES && !figures.containsKey(name)) {
            throw new IllegalStateException("a bundle has at most " + MAX_FIGURES + " figures");
        }
    }

    /** A gauge is what is no counter. */
    private record Figure(String help, LongSupplier value) {}

    private static final class AddedUp implements Counter, LongSupplier {
        private final LongAdder sum = new LongAdder();

        @Override
        public void add(long amount) {
            sum.add(amount);
        }

        @Override
        public long value() {
            return sum.sum();
        }

        @Override
        public long getAsLong() {
            return sum.sum();
        }
    }
}
