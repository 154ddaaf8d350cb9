package org.myrmex.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myrmex.api.plugin.Registration;

class BundleMetricsTest {
    private final BundleMetrics metrics = new BundleMetrics();

    @Test
    void countersAddUpUnderTheirName() {
        metrics.counter("sent_bytes_total", "bytes").add(5);
        metrics.counter("sent_bytes_total", "bytes").add(7);
        assertEquals(Map.of("sent_bytes_total", 12L), metrics.values());
    }

    @Test
    void aGaugeThatWasReplacedDoesNotTakeTheNewOneAway() {
        Registration old = metrics.gauge("queued_bytes", "bytes", () -> 1);
        metrics.gauge("queued_bytes", "bytes", () -> 2);
        old.close();
        assertEquals(Map.of("queued_bytes", 2L), metrics.values());
    }

    @Test
    void aGaugeThatFailsIsLeftOut() {
        metrics.gauge("good", "", () -> 3);
        metrics.gauge("bad", "", () -> {
            throw new IllegalStateException("on purpose");
        });
        assertEquals(Map.of("good", 3L), metrics.values());
    }

    @Test
    void eachFigureSaysWhatItIs() {
        metrics.counter("sent_bytes_total", "Bytes sent.").add(5);
        metrics.gauge("queued_bytes", "Bytes that wait.", () -> 2);
        assertEquals(
                List.of(
                        Map.of("name", "queued_bytes", "help", "Bytes that wait.", "kind", "gauge", "value", 2L),
                        Map.of("name", "sent_bytes_total", "help", "Bytes sent.", "kind", "counter", "value", 5L)),
                metrics.described());
    }

    @Test
    void namesMadeOfDataEndAtTheCap() {
        for (int i = 0; i < BundleMetrics.MAX_FIGURES; i++) {
            metrics.counter("figure_" + i, "");
        }
        assertThrows(IllegalStateException.class, () -> metrics.counter("one_more", ""));
        metrics.counter("figure_0", "").add(1);
    }

    @Test
    void aNameThatIsNoFigureIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> metrics.counter("Peer 10.0.0.1", ""));
    }
}
