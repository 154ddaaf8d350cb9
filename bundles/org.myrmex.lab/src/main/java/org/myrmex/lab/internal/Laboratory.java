package org.myrmex.lab.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.lab.experiment.Conditions;
import org.myrmex.lab.experiment.Experiment;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.lab.experiment.Outcome;
import org.myrmex.lab.experiment.Violation;
import org.myrmex.lab.report.OutFolder;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs one experiment for one caller. */
final class Laboratory {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final Map<String, Supplier<ExperimentOptions>> EXPERIMENTS = new LinkedHashMap<>();

    static {
        EXPERIMENTS.put("mute-experiment", MuteExperimentOptions::new);
        EXPERIMENTS.put("mesh", MeshOptions::new);
        EXPERIMENTS.put("capacity", CapacityOptions::new);
        EXPERIMENTS.put("balance", BalanceOptions::new);
        EXPERIMENTS.put("robustness", RobustnessOptions::new);
        EXPERIMENTS.put("speed", SpeedOptions::new);
        EXPERIMENTS.put("adversary", AdversaryOptions::new);
        EXPERIMENTS.put("eclipse", EclipseOptions::new);
    }

    private final Routings routings;

    /** @param routings those that are there, by name */
    Laboratory(Map<String, RoutingProtocolFactory> routings) {
        this.routings = new Routings(routings);
    }

    static String usage() {
        StringBuilder usage = new StringBuilder("usage: lab EXPERIMENT [OPTIONS]; lab EXPERIMENT --help names them\n");
        EXPERIMENTS.forEach((name, options) ->
                usage.append(String.format("  %-17s%s%n", name, options.get().purpose())));
        return usage.append(String.format("  %-17s%s%n", "list", "prints the experiments and the routing protocols"))
                .append("example: myrmex lab mute-experiment --routing mute")
                .toString();
    }

    int run(CommandContext context, List<String> args) throws LabException {
        String name = args.isEmpty() ? "" : args.get(0);
        if (name.equals("list") && (args.size() == 1 || args.contains("--help"))) {
            return list(context);
        }
        Supplier<ExperimentOptions> known = EXPERIMENTS.get(name);
        if (known == null) {
            throw new UsageException(
                    (name.isEmpty() ? "no experiment was named" : "there is no experiment '" + name + "'")
                            + "; see: myrmex lab list");
        }
        ExperimentOptions options = known.get();
        CommandLine line =
                new CommandLine(CommandSpec.forAnnotatedObject(options).name("lab " + name));
        List<String> rest = args.subList(1, args.size());
        if (rest.contains("--help") || rest.contains("-h")) {
            context.out(options.purpose());
            line.getUsageMessage(CommandLine.Help.Ansi.OFF).lines().forEach(context::out);
            return OK;
        }
        parse(line, name, rest);
        return run(context, options);
    }

    private int list(CommandContext context) {
        EXPERIMENTS.forEach((name, options) ->
                context.row(row("experiment", name, options.get().purpose())));
        routings.byName().forEach((name, routing) -> context.row(row("routing", name, routing.wire())));
        return OK;
    }

    private static Map<String, Object> row(String kind, String name, String about) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", kind);
        row.put("name", name);
        row.put("about", about);
        return row;
    }

    private static void parse(CommandLine line, String name, List<String> args) {
        try {
            line.parseArgs(args.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            String why = e.getMessage().lines().findFirst().orElse("wrong usage");
            throw new UsageException(why.substring(0, 1).toLowerCase(Locale.ROOT) + why.substring(1)
                    + "; see: myrmex lab " + name + " --help");
        }
    }

    private int run(CommandContext context, ExperimentOptions options) throws LabException {
        RoutingProtocolFactory routing = routings.named(options.routing);
        options.routings = routings;
        // before the checks are chosen: how many nodes there are may stand in a file
        Experiment experiment = options.experiment(context.cwd());
        Conditions conditions =
                new Conditions(routing, options.seed, options.sealing().orElse(null), options.checks());
        OutFolder out = options.out == null ? null : OutFolder.create(context.cwd(), options.out);
        try {
            Outcome outcome = experiment.run(conditions, (label, done, total, unit) -> {
                context.progress(label, done, total, unit);
                if (context.cancelled()) {
                    throw new LabException("stopped before it was done");
                }
            });
            outcome.text().forEach(context::out);
            if (context.json()) {
                context.row(Rounded.of(outcome.json()));
            }
            if (out != null) {
                out.write(outcome).forEach(file -> context.out("wrote " + file));
            }
            return OK;
        } catch (Violation violation) {
            context.err("with seed " + violation.seed() + " and routing " + routing.name() + ": "
                    + violation.getMessage() + "; the events before it:");
            violation.lastEvents().forEach(context::err);
            return FAILED;
        }
    }
}
