package org.myrmex.commands.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.myrmex.api.access.AccessManager;
import org.myrmex.api.access.Decision;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.UsageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a command line, and makes one line and an exit code of whatever goes wrong. */
final class Dispatcher implements BiFunction<List<String>, Map<String, Object>, Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Registry registry;
    private final AccessManager access;

    Dispatcher(Registry registry, AccessManager access) {
        this.registry = registry;
        this.access = access;
    }

    @Override
    public Integer apply(List<String> commandLine, Map<String, Object> given) {
        List<String> args = new ArrayList<>(commandLine);
        Invocation invocation = new Invocation(given, takeJson(args));
        int exit = args.isEmpty()
                ? fail(invocation, "no command was given; see: myrmex help", WRONG_USAGE)
                : run(invocation, args.get(0), args.subList(1, args.size()));
        invocation.end();
        return exit;
    }

    private int run(Invocation invocation, String name, List<String> args) {
        // Asked before the command is looked up: who may not run commands need not learn which there are.
        Decision decision = access.decide(invocation.caller(), "command:" + name, "run");
        if (!decision.allowed()) {
            return fail(invocation, decision.reason(), FAILED);
        }
        Optional<Command> command = registry.find(name);
        if (command.isEmpty()) {
            return fail(invocation, "no command '" + name + "'; see: myrmex help", WRONG_USAGE);
        }
        if (!args.isEmpty() && (args.get(0).equals("--help") || args.get(0).equals("-h"))) {
            HelpCommand.text(command.get()).lines().forEach(invocation::out);
            return 0;
        }
        return run(invocation, command.get(), List.copyOf(args));
    }

    private static int run(Invocation invocation, Command command, List<String> args) {
        try {
            return command.run(invocation, args);
        } catch (UsageException e) {
            return fail(invocation, e.getMessage(), WRONG_USAGE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(invocation, "stopped before it was done", FAILED);
        } catch (RuntimeException
                | LinkageError e) { // The latter: a plugin whose other half was updated or is missing.
            LOG.warn("the command '{}' failed; please report it", command.name(), e);
            return fail(invocation, message(e), FAILED);
        } catch (Exception e) {
            LOG.debug("the command '{}' failed", command.name(), e);
            return fail(invocation, message(e), FAILED);
        }
    }

    private static int fail(Invocation invocation, String message, int exit) {
        invocation.err(message);
        return exit;
    }

    private static String message(Throwable e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return message.lines()
                .findFirst()
                .filter(line -> !line.isBlank())
                .orElse(e.getClass().getSimpleName());
    }

    /** {@code --json} may stand anywhere before a {@code --}, which keeps its meaning: what follows are no options. */
    private static boolean takeJson(List<String> args) {
        int end = args.indexOf("--");
        List<String> options = end < 0 ? args : args.subList(0, end);
        return options.removeIf("--json"::equals);
    }
}
