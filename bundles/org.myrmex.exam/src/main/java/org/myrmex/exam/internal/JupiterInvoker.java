package org.myrmex.exam.internal;

import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.ops4j.pax.exam.ProbeInvoker;

/** Runs single tests in the framework. Public and named, since a framework in another process is called by reflection. */
public final class JupiterInvoker implements ProbeInvoker {
    private final Class<?> testClass;

    JupiterInvoker(Class<?> testClass) {
        this.testClass = testClass;
    }

    /** @param arguments one: the unique id of the test, as Jupiter outside gave it */
    @Override
    public void call(Object... arguments) {
        String uniqueId = (String) arguments[0];
        Verdict verdict = new Verdict();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(testClass.getClassLoader()); // Jupiter looks for the id's class there.
        try {
            LauncherFactory.create(alone()).execute(only(uniqueId), verdict);
        } finally {
            thread.setContextClassLoader(before);
        }
        verdict.proclaim(uniqueId);
    }

    /** Nothing is looked for: a service loader would find the outside or nothing at all. */
    private static LauncherConfig alone() {
        return LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build();
    }

    private static LauncherDiscoveryRequest only(String uniqueId) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectUniqueId(uniqueId))
                .enableImplicitConfigurationParameters(false)
                .build();
    }
}
