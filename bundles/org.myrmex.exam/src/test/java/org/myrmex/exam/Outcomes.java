package org.myrmex.exam;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a build would report of a class: by name of test or container, its status and the exception, if any. */
final class Outcomes implements TestExecutionListener {
    record Outcome(String status, Throwable thrown) {}

    private final Map<String, Outcome> byName = new TreeMap<>();

    private Outcomes() {}

    static Outcomes of(Class<?> testClass) {
        Outcomes outcomes = new Outcomes();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(testClass))
                                .build(),
                        outcomes);
        return outcomes;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        byName.put(test.getDisplayName(), new Outcome("SKIPPED", new IllegalStateException(reason)));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        byName.put(
                test.getDisplayName(),
                new Outcome(result.getStatus().name(), result.getThrowable().orElse(null)));
    }

    Outcome of(String name) {
        Outcome outcome = byName.get(name);
        if (outcome == null) {
            throw new AssertionError("no test " + name + " among " + byName.keySet());
        }
        return outcome;
    }
}
