package org.myrmex.example.counting.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows what was counted. */
@Component
public final class CountsCommand implements Command {
    private final Counts counts;

    @Activate
    public CountsCommand(@Reference Counts counts) {
        this.counts = counts;
    }

    @Override
    public String name() {
        return "counts";
    }

    @Override
    public String help() {
        return """
                shows how much went through the routing since the counting began
                usage: counts
                example: myrmex counts --json""";
    }

    @Override
    public int run(CommandContext context, List<String> args) {
        if (!args.isEmpty()) {
            throw new UsageException("counts does not understand '" + String.join(" ", args) + "'; say: counts");
        }
        for (Counted counted : Counted.values()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("kind", counted.kind());
            row.put("direction", counted.direction());
            row.put("count", counts.of(counted));
            context.row(row);
        }
        return 0;
    }
}
