package org.myrmex.plugins.internal;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The figures of all bundles. Read as a {@code Supplier} of symbolic name → figure → value with the service property
 * {@code myrmex.metrics=true}: the API only lets a plugin write its own.
 */
@Component(
        service = {Figures.class, Supplier.class},
        property = "myrmex.metrics=true")
public final class Figures implements Supplier<SortedMap<String, SortedMap<String, Long>>> {
    private final ConcurrentNavigableMap<String, BundleMetrics> bundles = new ConcurrentSkipListMap<>();

    @Activate
    public Figures() {}

    @Override
    public SortedMap<String, SortedMap<String, Long>> get() {
        SortedMap<String, SortedMap<String, Long>> values = new TreeMap<>();
        bundles.forEach((bundle, metrics) -> values.put(bundle, metrics.values()));
        return values;
    }

    /** By symbolic name, as {@link BundleMetrics#described}. */
    SortedMap<String, List<Map<String, Object>>> described() {
        SortedMap<String, List<Map<String, Object>>> described = new TreeMap<>();
        bundles.forEach((bundle, metrics) -> described.put(bundle, metrics.described()));
        return described;
    }

    void add(String bundle, BundleMetrics metrics) {
        bundles.put(bundle, metrics);
    }

    void remove(String bundle, BundleMetrics metrics) {
        bundles.remove(bundle, metrics);
    }
}
