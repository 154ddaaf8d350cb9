package org.myrmex.http.metrics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import org.myrmex.http.metrics.Exposition.Kind;

/** What Java says of itself, under the names that dashboards know. */
final class VirtualMachine {
    private static final double MILLIS = 1_000;
    private static final double NANOS = 1_000_000_000;

    private VirtualMachine() {}

    static void addTo(Exposition figures) {
        memory(figures, "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
        memory(figures, "nonheap", ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage());
        figures.add(
                "jvm_threads_current",
                Kind.GAUGE,
                "Threads that live.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        figures.add(
                "jvm_classes_currently_loaded",
                Kind.GAUGE,
                "Classes that are loaded.",
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collector(figures, collector);
        }
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .ifPresent(nanos -> figures.add(
                        "process_cpu_seconds_total", Kind.COUNTER, "CPU time of the process.", nanos / NANOS));
        figures.add(
                "process_start_time_seconds",
                Kind.GAUGE,
                "When the process started, seconds since 1970.",
                ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
    }

    private static void memory(Exposition figures, String area, MemoryUsage usage) {
        figures.add("jvm_memory_used_bytes", Kind.GAUGE, "Memory in use.", "area", area, usage.getUsed());
        figures.add("jvm_memory_committed_bytes", Kind.GAUGE, "Memory taken.", "area", area, usage.getCommitted());
        if (usage.getMax() >= 0) {
            figures.add("jvm_memory_max_bytes", Kind.GAUGE, "Memory at most.", "area", area, usage.getMax());
        }
    }

    private static void collector(Exposition figures, GarbageCollectorMXBean collector) {
        figures.add(
                "jvm_gc_collections_total",
                Kind.COUNTER,
                "Collections of garbage.",
                "gc",
                collector.getName(),
                Math.max(0, collector.getCollectionCount()));
        figures.add(
                "jvm_gc_collection_seconds_total",
                Kind.COUNTER,
                "Time spent on them.",
                "gc",
                collector.getName(),
                Math.max(0, collector.getCollectionTime()) / MILLIS);
    }
}
