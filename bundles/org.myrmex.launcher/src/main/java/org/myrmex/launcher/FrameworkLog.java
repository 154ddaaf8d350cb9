package org.myrmex.launcher;

import org.apache.felix.framework.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * Keeps Felix from printing on the peer's own output. What matters reaches the log anyway: bundles that fail to start
 * throw, and the log bundle listens to framework events.
 */
final class FrameworkLog extends Logger {
    @Override
    protected void doLog(
            Bundle bundle,
            @SuppressWarnings("rawtypes") ServiceReference reference,
            int level,
            String message,
            Throwable t) {}

    @Override
    protected void doLog(int level, String message, Throwable t) {}
}
