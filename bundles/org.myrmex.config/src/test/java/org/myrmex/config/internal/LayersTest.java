package org.myrmex.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void aHigherLayerReplacesSingleKeys() {
        Map<String, Map<String, Object>> feature =
                Map.of("mesh", Map.of("degree", 5L, "listen", "a"), "http", Map.of());
        Map<String, Map<String, Object>> files = Map.of("mesh", Map.of("listen", "b"));
        Map<String, Map<String, Object>> commandLine =
                Map.of("mesh", Map.of("listen", "c"), "known", Map.of("peers", "d"));
        assertEquals(
                Map.of("mesh", Map.of("degree", 5L, "listen", "c"), "http", Map.of(), "known", Map.of("peers", "d")),
                Layers.merge(List.of(feature, files, commandLine)));
        assertEquals(
                Map.of("mesh", Map.of("degree", 5L, "listen", "b"), "http", Map.of()),
                Layers.merge(List.of(feature, files, Map.of())));
    }
}
