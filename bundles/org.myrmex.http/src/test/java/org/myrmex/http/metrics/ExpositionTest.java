package org.myrmex.http.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.myrmex.http.metrics.Exposition.Kind;

class ExpositionTest {
    private static final Pattern SAMPLE =
            Pattern.compile("[a-z_:][a-z0-9_:]*(\\{[a-z_]+=\"([^\"\\\\]|\\\\.)*\"})? -?([0-9.]+(E-?[0-9]+)?|NaN)");

    private final Exposition figures = new Exposition();

    @Test
    void allSamplesOfANameFollowOneHelpAndOneType() {
        MetricsServlet.add(figures, "b.one", figure("sent_bytes_total", "counter", 5L));
        MetricsServlet.add(figures, "b.one", figure("queued_bytes", "gauge", -1L));
        MetricsServlet.add(figures, "b.two", figure("sent_bytes_total", "counter", 1L << 53));
        assertEquals(
                """
                # HELP myrmex_queued_bytes Help.
                # TYPE myrmex_queued_bytes gauge
                myrmex_queued_bytes{bundle="b.one"} -1
                # HELP myrmex_sent_bytes_total Help.
                # TYPE myrmex_sent_bytes_total counter
                myrmex_sent_bytes_total{bundle="b.one"} 5
                myrmex_sent_bytes_total{bundle="b.two"} 9007199254740992
                """,
                figures.text());
    }

    @Test
    void whatTwoUseForTwoThingsHasNoType() {
        MetricsServlet.add(figures, "b.one", figure("peers", "counter", 5L));
        MetricsServlet.add(figures, "b.two", figure("peers", "gauge", 5L));
        assertTrue(figures.text().contains("# TYPE myrmex_peers untyped\n"), figures.text());
    }

    @Test
    void nothingBreaksOutOfItsLine() {
        figures.add("a", Kind.GAUGE, "one\ntwo\r \\ \"three\"", "label", "x\"y\\z\n}", 1.5);
        assertEquals(
                """
                # HELP a one\\ntwo \\\\ "three"
                # TYPE a gauge
                a{label="x\\"y\\\\z\\n}"} 1.5
                """,
                figures.text());
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> figures.add("a-b", Kind.GAUGE, "", 1));
        assertThrows(IllegalArgumentException.class, () -> figures.add("a", Kind.GAUGE, "", "b c", "", 1));
    }

    @Test
    void javaSaysSomethingOfItselfInTheFormat() {
        VirtualMachine.addTo(figures);
        Set<String> described = new HashSet<>();
        int samples = 0;
        for (String line : figures.text().lines().toList()) {
            if (line.startsWith("#")) {
                assertTrue(described.add(line), "said twice: " + line);
            } else {
                assertTrue(SAMPLE.matcher(line).matches(), line);
                samples++;
            }
        }
        assertTrue(samples > 8, figures.text());
        assertTrue(figures.text().contains("\nprocess_cpu_seconds_total "), figures.text());
    }

    private static Map<String, Object> figure(String name, String kind, long value) {
        return Map.of("name", name, "help", "Help.", "kind", kind, "value", value);
    }
}
