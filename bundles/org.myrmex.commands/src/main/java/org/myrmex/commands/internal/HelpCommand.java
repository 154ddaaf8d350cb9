package org.myrmex.commands.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;

/** Says which commands there are, plugins' included, and how one is used. */
final class HelpCommand implements Command {
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
            registry.all().forEach(command -> context.row(row(command)));
            return 0;
        }
        Command command = registry.find(args.get(0))
                .orElseThrow(() -> new UsageException("no command '" + args.get(0) + "'; see: myrmex help"));
        if (context.json()) {
            context.row(Map.of("command", command.name(), "help", command.help()));
        }
        command.help().lines().forEach(context::out);
        return 0;
    }

    private static Map<String, Object> row(Command command) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("command", command.name());
        row.put("does", command.help().lines().findFirst().orElse(""));
        return row;
    }
}
