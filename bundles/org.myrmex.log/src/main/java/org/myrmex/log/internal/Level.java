package org.myrmex.log.internal;

import java.util.Locale;
import java.util.Optional;
import org.ops4j.pax.logging.PaxLogger;
import org.osgi.service.log.LogLevel;

/** How much a line matters. Pax has two levels more than anybody uses: fatal and audit, both kept as errors. */
enum Level {
    TRACE(LogLevel.TRACE, PaxLogger.LEVEL_TRACE),
    DEBUG(LogLevel.DEBUG, PaxLogger.LEVEL_DEBUG),
    INFO(LogLevel.INFO, PaxLogger.LEVEL_INFO),
    WARN(LogLevel.WARN, PaxLogger.LEVEL_WARNING),
    ERROR(LogLevel.ERROR, PaxLogger.LEVEL_ERROR);

    private final LogLevel osgi;
    private final int pax;

    Level(LogLevel osgi, int pax) {
        this.osgi = osgi;
        this.pax = pax;
    }

    LogLevel osgi() {
        return osgi;
    }

    int pax() {
        return pax;
    }

    /** The numbers of the log service before it had an enum. */
    static Level ofNumber(int number) {
        return switch (number) {
            case 1 -> ERROR;
            case 2 -> WARN;
            case 3 -> INFO;
            default -> DEBUG;
        };
    }

    static Optional<Level> parse(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "trace" -> Optional.of(TRACE);
            case "debug" -> Optional.of(DEBUG);
            case "info" -> Optional.of(INFO);
            case "warn" -> Optional.of(WARN);
            case "error", "fatal", "audit" -> Optional.of(ERROR);
            default -> Optional.empty();
        };
    }
}
