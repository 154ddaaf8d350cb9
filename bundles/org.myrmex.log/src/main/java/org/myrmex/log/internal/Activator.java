package org.myrmex.log.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Dictionary;
import java.util.Map;
import org.ops4j.pax.logging.PaxContext;
import org.ops4j.pax.logging.PaxLoggingService;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;

/** Starts before anything that logs, Declarative Services included, and so is no component itself. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Activator implements BundleActivator {
    private static final String PID = "org.myrmex.log";
    private LogFile file;

    @Override
    public void start(BundleContext context) {
        file = new LogFile(Path.of(context.getProperty("myrmex.home"), "logs"), LogFile.MAX_FILE_BYTES);
        var log = new Log(file, Clock.systemUTC());
        var paxContext = new PaxContext();
        String[] names = {PaxLoggingService.class.getName(), LogService.class.getName(), LoggerFactory.class.getName()};
        context.registerService(
                names,
                new ServiceFactory<PaxLoggingService>() {
                    @Override
                    public PaxLoggingService getService(Bundle user, ServiceRegistration<PaxLoggingService> unused) {
                        return new FileLogService(log, user, paxContext);
                    }

                    @Override
                    public void ungetService(
                            Bundle user, ServiceRegistration<PaxLoggingService> unused, PaxLoggingService service) {}
                },
                null);
        ManagedService configuration = properties -> reconfigure(log, properties);
        context.registerService(
                ManagedService.class, configuration, FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_PID, PID)));
        context.addFrameworkListener(event -> tell(log, event));
        log.write(
                Level.INFO,
                PID,
                "Myrmex " + context.getProperty("myrmex.version") + " starts as "
                        + context.getProperty("myrmex.feature") + " on Java " + Runtime.version(),
                null);
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        file.close();
    }

    private static void reconfigure(Log log, Dictionary<String, ?> properties) throws ConfigurationException {
        try {
            log.levels(Levels.of(properties));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(Levels.LEVELS, e.getMessage(), e);
        }
    }

    private static void tell(Log log, FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR || event.getType() == FrameworkEvent.WARNING) {
            log.write(
                    event.getType() == FrameworkEvent.ERROR ? Level.ERROR : Level.WARN,
                    event.getBundle().getSymbolicName(),
                    "framework event",
                    event.getThrowable());
        }
    }
}
