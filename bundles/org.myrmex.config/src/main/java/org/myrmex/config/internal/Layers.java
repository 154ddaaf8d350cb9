package org.myrmex.config.internal;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Merging of layers, key by key. */
final class Layers {
    private Layers() {}

    /**
     * Lays them over each other.
     *
     * @param layers of PID → key → value, the lowest first
     */
    static SortedMap<String, SortedMap<String, Object>> merge(
            List<? extends Map<String, ? extends Map<String, Object>>> layers) {
        SortedMap<String, SortedMap<String, Object>> merged = new TreeMap<>();
        for (Map<String, ? extends Map<String, Object>> layer : layers) {
            layer.forEach((pid, values) ->
                    merged.computeIfAbsent(pid, p -> new TreeMap<>()).putAll(values));
        }
        return merged;
    }
}
