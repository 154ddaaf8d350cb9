package org.myrmex.itests.benchmark;

import java.util.Map;

/**
 * One file from one end to the other.
 *
 * @param bytes its length
 * @param seconds from the question to the last byte
 * @param cpuSeconds processor time of each part
 * @param threadSeconds the same of the threads of each part, those of one name together
 */
record Transfer(
        long bytes, double seconds, Map<String, Double> cpuSeconds, Map<String, Map<String, Double>> threadSeconds) {
    double megabytesPerSecond() {
        return bytes / 1e6 / seconds;
    }

    double gigabytes() {
        return bytes / 1e9;
    }

    /** All parts together. */
    double allCpuSeconds() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** How many processors it kept busy. */
    double processors() {
        return allCpuSeconds() / seconds;
    }
}
