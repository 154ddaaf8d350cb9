package org.myrmex.lab.experiment;

/** What the machine says of a running experiment; the only thing that differs from run to run. */
public interface Meter {
    /** Processor time of the calling thread, nanoseconds. */
    long cpuNanos();

    /** Bytes of live objects. May take long: it collects garbage. */
    long liveBytes();
}
