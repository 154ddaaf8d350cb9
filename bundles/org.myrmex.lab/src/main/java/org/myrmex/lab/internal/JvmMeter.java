package org.myrmex.lab.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.myrmex.lab.experiment.Meter;

/** This Java process. */
final class JvmMeter implements Meter {
    /** The serial collector leaves some dead objects where they are, in three collections of four. */
    private static final int COLLECTIONS = 4;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public long cpuNanos() {
        return threads.getCurrentThreadCpuTime();
    }

    @Override
    public long liveBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
