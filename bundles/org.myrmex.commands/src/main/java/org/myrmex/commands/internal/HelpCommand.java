package org.myrmex.commands.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which commands there are, plugins' included, and how one is used. */
final class HelpCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(HelpCommand.class);

    private final Registry registry;

    HelpCommand(Registry registry) {
        this.registry = registry;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String help() {
        return """
                lists the commands, or explains one
                usage: help [COMMAND]
                example: myrmex help search""";
    }

    @Override
    public int run(CommandContext context, List<String> args) {
        if (args.size() > 1) {
            throw new UsageException("help takes one command at most; see: myrmex help");
        }
        if (args.isEmpty()) {
            registry.byName().forEach((name, command) -> context.row(row(name, command)));
            return 0;
        }
        Command command = registry.find(args.get(0))
                .orElseThrow(() -> new UsageException("no command '" + args.get(0) + "'; see: myrmex help"));
        if (context.json()) {
            context.row(Map.of("command", args.get(0), "help", text(command)));
        }
        text(command).lines().forEach(context::out);
        return 0;
    }

    /** A plugin's command that cannot say what it does must not keep the others from saying it. */
    static String text(Command command) {
        try {
            String help = command.help();
            return help == null || help.isBlank() ? "says nothing of itself" : help;
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("a command has no help", e);
            return "cannot say what it does; its plugin is broken";
        }
    }

    private static Map<String, Object> row(String name, Command command) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("command", name);
        row.put("does", text(command).lines().findFirst().orElse(""));
        return row;
    }
}
