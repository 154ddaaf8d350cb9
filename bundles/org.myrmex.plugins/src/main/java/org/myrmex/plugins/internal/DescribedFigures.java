package org.myrmex.plugins.internal;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The figures of all bundles with what they mean, for whoever shows them to a machine. Read as a {@code Supplier} with the service
 * property {@code myrmex.metrics=described}: symbolic name → figures, each a map of {@code name}, {@code help}, {@code kind}
 * ({@code counter} or {@code gauge}) and {@code value} (Long).
 */
@Component(service = Supplier.class, property = "myrmex.metrics=described")
public final class DescribedFigures implements Supplier<SortedMap<String, List<Map<String, Object>>>> {
    private final Figures figures;

    @Activate
    public DescribedFigures(@Reference Figures figures) {
        this.figures = figures;
    }

    @Override
    public SortedMap<String, List<Map<String, Object>>> get() {
        return figures.described();
    }
}
