package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads clocks before and after a transfer: the wall's, and the processors' for each part of a chain. */
final class Clockwork {
    private final Map<String, List<Tree>> parts;
    private final Map<String, Map<String, Double>> before;
    private final Map<String, Double> cpuBefore;
    private final long begin;

    private Clockwork(Map<String, List<Tree>> parts) throws IOException {
        this.parts = parts;
        before = threads(parts);
        cpuBefore = cpu(parts);
        begin = System.nanoTime();
    }

    /** @param parts a name and its processes, in the order of the path */
    static Clockwork start(Map<String, List<Tree>> parts) throws IOException {
        return new Clockwork(parts);
    }

    /**
     * The transfer has ended.
     *
     * @param ended parts whose processes are gone, with what they cost
     */
    Transfer stop(long bytes, Map<String, Double> ended) throws IOException {
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<String, Double> cpu = cpu(parts);
        cpu.replaceAll((part, after) -> after - cpuBefore.get(part));
        cpu.putAll(ended);
        Map<String, Map<String, Double>> threads = threads(parts);
        threads.forEach((part, each) ->
                each.replaceAll((name, after) -> after - before.get(part).getOrDefault(name, 0.0)));
        return new Transfer(bytes, seconds, cpu, threads);
    }

    private static Map<String, Double> cpu(Map<String, List<Tree>> parts) throws IOException {
        Map<String, Double> cpu = new LinkedHashMap<>();
        for (Map.Entry<String, List<Tree>> part : parts.entrySet()) {
            for (Tree tree : part.getValue()) {
                cpu.merge(part.getKey(), tree.cpuSeconds(), Double::sum);
            }
        }
        return cpu;
    }

    private static Map<String, Map<String, Double>> threads(Map<String, List<Tree>> parts) throws IOException {
        Map<String, Map<String, Double>> threads = new LinkedHashMap<>();
        for (Map.Entry<String, List<Tree>> part : parts.entrySet()) {
            Map<String, Double> each = threads.computeIfAbsent(part.getKey(), unused -> new LinkedHashMap<>());
            for (Tree tree : part.getValue()) {
                tree.threadCpuSeconds().forEach((name, seconds) -> each.merge(name, seconds, Double::sum));
            }
        }
        return threads;
    }
}
