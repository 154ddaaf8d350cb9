package org.myrmex.log.internal;

import java.lang.reflect.Method;
import java.util.Optional;
import org.ops4j.pax.logging.PaxMarker;

/**
 * What one of the hundred methods of {@code PaxLogger} asks for; they differ in level and in how words are given.
 *
 * @param messageAt which argument is the message: a wrapper's class, a marker or both may precede it
 */
record LoggerCall(Kind kind, Level level, int messageAt) {
    private static final String FOR_WRAPPER = "fq";

    enum Kind {
        IS_ENABLED,
        WRITE,
        OTHER
    }

    static LoggerCall of(Method method) {
        String name = method.getName();
        if (name.startsWith("is") && name.endsWith("Enabled")) {
            return call(Kind.IS_ENABLED, name.substring("is".length(), name.length() - "Enabled".length()), 0);
        }
        boolean forWrapper = name.startsWith(FOR_WRAPPER);
        int messageAt = forWrapper ? 1 : 0;
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length > messageAt && parameters[messageAt] == PaxMarker.class) {
            messageAt++;
        }
        return call(Kind.WRITE, forWrapper ? name.substring(FOR_WRAPPER.length()) : name, messageAt);
    }

    private static LoggerCall call(Kind kind, String levelName, int messageAt) {
        Optional<Level> level = Level.parse(levelName);
        return level.map(found -> new LoggerCall(kind, found, messageAt))
                .orElse(new LoggerCall(Kind.OTHER, Level.ERROR, 0));
    }
}
