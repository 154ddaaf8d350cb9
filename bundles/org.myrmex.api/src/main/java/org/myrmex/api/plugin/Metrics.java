package org.myrmex.api.plugin;

import java.util.function.LongSupplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Figures of a bundle, shown by {@code status} and {@code /metrics} with its symbolic name as a label. A name ends in its
 * unit, e.g. {@code sent_bytes_total}. No address, word or file name may be in one. Any thread.
 */
@ProviderType
public interface Metrics {
    /** Counts up. */
    Counter counter(String name, String help);

    /** Shows a value when asked; the supplier must return at once. */
    Registration gauge(String name, String help, LongSupplier value);

    /** A counter. */
    @ProviderType
    interface Counter {
        void add(long amount);

        long value();
    }
}
