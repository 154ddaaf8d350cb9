package org.myrmex.launcher;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** Runs inside the framework of a test, in the place of the real commands. */
public final class TestCommands implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        BiFunction<List<String>, Map<String, Object>, Integer> commands = (line, call) -> run(context, line, call);
        context.registerService(
                BiFunction.class, commands, FrameworkUtil.asDictionary(Map.of("myrmex.commands", "true")));
    }

    @Override
    public void stop(BundleContext context) {
        // Its service goes with it.
    }

    private static int run(BundleContext context, List<String> line, Map<String, Object> call) {
        @SuppressWarnings("unchecked")
        Consumer<String> out = (Consumer<String>) call.get("out");
        switch (line.get(0)) {
            case "welcome" -> {
                out.accept("home " + context.getProperty("myrmex.home"));
                out.accept("feature " + context.getProperty("myrmex.feature"));
                out.accept("layers " + layer(context, "feature") + layer(context, "command-line"));
                return 0;
            }
            case "down" -> {
                try {
                    context.getBundle(0).stop();
                    return 0;
                } catch (BundleException e) {
                    throw new IllegalStateException(e);
                }
            }
            case "lab" -> {
                return experiment(context, line, out);
            }
            default -> {
                return 2;
            }
        }
    }

    private static int experiment(BundleContext context, List<String> line, Consumer<String> out) {
        out.accept(line + " of " + context.getProperty("myrmex.feature") + " with "
                + context.getBundles()[context.getBundles().length - 1].getSymbolicName() + " in "
                + context.getProperty("myrmex.home"));
        switch (line.get(1)) {
            case "fail" -> throw new IllegalStateException("first\nsecond");
            case "fill" -> throw new OutOfMemoryError("Java heap space");
            case "print" -> System.out.println("heard by nobody");
            default -> {}
        }
        return 0;
    }

    private static String layer(BundleContext context, String name) {
        try {
            var references = context.getServiceReferences(Supplier.class, "(myrmex.config.layer=" + name + ")");
            Map<?, ?> layer =
                    (Map<?, ?>) context.getService(references.iterator().next()).get();
            Map<String, String> flat = new TreeMap<>();
            layer.forEach((pid, properties) -> ((Map<?, ?>) properties)
                    .forEach((key, value) -> flat.put(
                            pid + "/" + key,
                            value instanceof String[] several ? String.join("+", several) : String.valueOf(value))));
            return flat.toString();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
