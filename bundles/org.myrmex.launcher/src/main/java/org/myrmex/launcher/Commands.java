package org.myrmex.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/** The peer's commands, asked from inside the process, in types that class loaders on both sides share. */
public final class Commands {
    private static final String FILTER = "(&(objectClass=" + BiFunction.class.getName() + ")(myrmex.commands=true))";
    private static final int PLAIN_COLUMNS = 80;

    private final BiFunction<List<String>, Map<String, Object>, Integer> service;

    private Commands(BiFunction<List<String>, Map<String, Object>, Integer> service) {
        this.service = service;
    }

    static Commands await(BundleContext context, Duration limit) throws Refusal, InterruptedException {
        var tracker = new ServiceTracker<>(context, filter(), null);
        tracker.open();
        try {
            Object found = tracker.waitForService(limit.toMillis());
            if (found == null) {
                throw Refusal.failed(
                        "the peer did not get ready in " + limit.toSeconds() + " s: " + missing(context),
                        "see logs/myrmex.log in its home");
            }
            @SuppressWarnings("unchecked") // The property in the filter promises these parameters.
            var commands = (BiFunction<List<String>, Map<String, Object>, Integer>) found;
            return new Commands(commands);
        } finally {
            tracker.close();
        }
    }

    /** Runs one command as the owner; {@code out} and {@code err} get a line each time. Returns its exit code. */
    public int run(List<String> commandLine, Path directory, Consumer<String> out, Consumer<String> err) {
        Map<String, Object> context = new HashMap<>();
        context.put("cwd", directory.toString());
        context.put("tty", false);
        context.put("columns", PLAIN_COLUMNS);
        context.put("out", out);
        context.put("err", err);
        return run(commandLine, context);
    }

    /** Runs one command; {@code context} as the bundle {@code org.myrmex.commands} describes it. Returns its exit code. */
    int run(List<String> commandLine, Map<String, Object> context) {
        return service.apply(commandLine, context);
    }

    private static String missing(BundleContext context) {
        StringJoiner idle = new StringJoiner(", ");
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
            if (bundle.getState() != Bundle.ACTIVE && !fragment) {
                idle.add(bundle.getSymbolicName());
            }
        }
        return idle.length() == 0 ? "no bundle offers its commands" : "not active: " + idle;
    }

    private static Filter filter() {
        try {
            return FrameworkUtil.createFilter(FILTER);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a constant filter is wrong", e);
        }
    }
}
