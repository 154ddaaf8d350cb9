package org.myrmex.log.internal;

import org.ops4j.pax.logging.PaxContext;
import org.ops4j.pax.logging.PaxLogger;
import org.ops4j.pax.logging.PaxLoggingService;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.Logger;

/** The log service as one bundle sees it: what it says without a logger's name goes under its own. */
final class FileLogService implements PaxLoggingService {
    private final Log log;
    private final Bundle user;
    private final PaxContext context;

    FileLogService(Log log, Bundle user, PaxContext context) {
        this.log = log;
        this.user = user;
        this.context = context;
    }

    @Override
    public PaxLogger getLogger(Bundle bundle, String category, String wrapper) {
        return LineLogger.create(log, category == null ? name(bundle) : category, context);
    }

    @Override
    public Logger getLogger(String name) {
        return LineLogger.create(log, name, context);
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    @Override
    public <L extends Logger> L getLogger(String name, Class<L> loggerType) {
        return loggerType.cast(LineLogger.create(log, name, context));
    }

    @Override
    public <L extends Logger> L getLogger(Class<?> type, Class<L> loggerType) {
        return getLogger(type.getName(), loggerType);
    }

    @Override
    public <L extends Logger> L getLogger(Bundle bundle, String name, Class<L> loggerType) {
        return getLogger(name, loggerType);
    }

    @Override
    public LogLevel getLogLevel() {
        return log.threshold(name(user)).osgi();
    }

    @Override
    public PaxContext getPaxContext() {
        return context;
    }

    @Override
    @SuppressWarnings("deprecation")
    public void log(int level, String message) {
        log(null, level, message, null);
    }

    @Override
    @SuppressWarnings("deprecation")
    public void log(int level, String message, Throwable failure) {
        log(null, level, message, failure);
    }

    @Override
    @SuppressWarnings("deprecation")
    public void log(ServiceReference<?> reference, int level, String message) {
        log(reference, level, message, null);
    }

    @Override
    @SuppressWarnings("deprecation")
    public void log(ServiceReference<?> reference, int number, String message, Throwable failure) {
        Level level = Level.ofNumber(number);
        String name = name(user);
        if (level.compareTo(log.threshold(name)) >= 0) {
            log.write(level, name, message, failure);
        }
    }

    private static String name(Bundle bundle) {
        return bundle == null || bundle.getSymbolicName() == null ? "unknown" : bundle.getSymbolicName();
    }
}
