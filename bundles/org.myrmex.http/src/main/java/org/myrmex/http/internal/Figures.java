package org.myrmex.http.internal;

import java.util.EnumMap;
import java.util.Map;
import org.myrmex.api.plugin.Metrics;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts what came to the door, and how it went. */
@Component(service = Figures.class)
public final class Figures {
    private final Map<Verdict, Metrics.Counter> refused = new EnumMap<>(Verdict.class);
    private final Metrics.Counter requests;
    private final Metrics.Counter failures;

    @Activate
    public Figures(@Reference Metrics metrics) {
        requests = metrics.counter("requests_total", "Requests that arrived.");
        failures = metrics.counter("failed_requests_total", "Requests whose servlet failed.");
        refuse(metrics, "host", "Requests refused for the name they were sent to.", Verdict.WRONG_HOST);
        refuse(
                metrics,
                "shape",
                "Requests refused for their method or path.",
                Verdict.WRONG_METHOD,
                Verdict.WRONG_PATH);
        refuse(metrics, "origin", "Requests refused as the doing of another site's page.", Verdict.FOREIGN_ORIGIN);
        refuse(
                metrics,
                "key",
                "Requests refused for want of a key.",
                Verdict.NO_KEY,
                Verdict.NO_PASSWORD,
                Verdict.TOO_MANY);
    }

    private void refuse(Metrics metrics, String why, String help, Verdict... verdicts) {
        Metrics.Counter counter = metrics.counter("refused_by_" + why + "_total", help);
        for (Verdict verdict : verdicts) {
            refused.put(verdict, counter);
        }
    }

    void count(Verdict verdict) {
        requests.add(1);
        Metrics.Counter counter = refused.get(verdict);
        if (counter != null) {
            counter.add(1);
        }
    }

    void countFailure() {
        failures.add(1);
    }
}
