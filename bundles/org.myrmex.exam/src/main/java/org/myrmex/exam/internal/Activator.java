package org.myrmex.exam.internal;

import java.util.Map;
import org.ops4j.pax.exam.ProbeInvokerFactory;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Offers the invoker to Pax Exam. No declarative service: a framework under test need not have the runtime for it. */
public final class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        context.registerService(
                ProbeInvokerFactory.class,
                new JupiterInvokerFactory(),
                FrameworkUtil.asDictionary(Map.of("driver", "junit5")));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
