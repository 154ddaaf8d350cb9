package org.myrmex.log.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.ops4j.pax.logging.PaxContext;
import org.ops4j.pax.logging.PaxLogger;
import org.osgi.service.log.LoggerConsumer;
import org.slf4j.helpers.MessageFormatter;

/** One named logger. A proxy, because its interface has a hundred methods that say the same thing. */
final class LineLogger implements InvocationHandler {
    private static final Map<Method, LoggerCall> CALLS = calls();

    private final Log log;
    private final String name;
    private final PaxContext context;
    private volatile Known known;

    /** The web server asks many loggers with every request: rules are gone through once for each, until there are others. */
    private record Known(Levels levels, Level threshold) {}

    private LineLogger(Log log, String name, PaxContext context) {
        this.log = log;
        this.name = name;
        this.context = context;
        this.known = known(log.levels());
    }

    private Known known(Levels levels) {
        return new Known(levels, levels.threshold(name));
    }

    private Level threshold() {
        Levels levels = log.levels();
        Known last = known;
        if (!last.levels().equals(levels)) {
            last = known(levels);
            known = last;
        }
        return last.threshold();
    }

    static PaxLogger create(Log log, String name, PaxContext context) {
        return (PaxLogger) Proxy.newProxyInstance(
                LineLogger.class.getClassLoader(),
                new Class<?>[] {PaxLogger.class},
                new LineLogger(log, name, context));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Exception {
        LoggerCall call = CALLS.get(method);
        if (call == null || call.kind() == LoggerCall.Kind.OTHER) {
            return other(proxy, method, arguments);
        }
        boolean enabled = call.level().compareTo(threshold()) >= 0;
        if (call.kind() == LoggerCall.Kind.IS_ENABLED) {
            return enabled;
        }
        if (enabled) {
            write((PaxLogger) proxy, call, arguments);
        }
        return null;
    }

    private void write(PaxLogger self, LoggerCall call, Object[] arguments) throws Exception {
        int at = call.messageAt();
        if (arguments[at] instanceof LoggerConsumer<?> consumer) {
            consumer.accept(self);
            return;
        }
        String message = (String) arguments[at];
        Object[] rest = rest(arguments, at + 1);
        var words = MessageFormatter.arrayFormat(message, rest);
        log.write(call.level(), name, words.getMessage(), words.getThrowable());
    }

    /** The words for the placeholders: given one by one, or as one array. */
    private static Object[] rest(Object[] arguments, int from) {
        if (arguments.length == from + 1 && arguments[from] instanceof Object[] several) {
            return several;
        }
        Object[] rest = new Object[arguments.length - from];
        System.arraycopy(arguments, from, rest, 0, rest.length);
        return rest;
    }

    private Object other(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getName", "toString" -> name;
            case "getPaxLogLevel" -> threshold().pax();
            case "getLogLevel" -> threshold().osgi();
            case "getPaxContext" -> context;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private static Map<Method, LoggerCall> calls() {
        Map<Method, LoggerCall> calls = new HashMap<>();
        for (Method method : PaxLogger.class.getMethods()) {
            calls.put(method, LoggerCall.of(method));
        }
        return calls;
    }
}
