package org.myrmex.plugins.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.myrmex.plugins.folder.Finding;
import org.myrmex.plugins.install.FailedException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says in a sentence why a bundle, or a file of the plugins folder, does not do its work, and what to do. */
@Component
public final class WhyCommand implements Command {
    private final Subjects subjects;

    @Activate
    public WhyCommand(@Reference Subjects subjects) {
        this.subjects = subjects;
    }

    @Override
    public String name() {
        return "why";
    }

    @Override
    public String help() {
        return """
                says why a bundle or a file of the plugins folder does not do its work, and what to do
                usage: why NAME [--json]
                NAME is a symbolic name or a file name, as plugin list shows them.
                example: myrmex why org.myrmex.sharing""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        if (args.size() != 1 || args.get(0).isBlank() || args.get(0).startsWith("-")) {
            throw new UsageException("write: why NAME; see: myrmex help why");
        }
        String name = args.get(0);
        Finding finding = subjects.find(name)
                .orElseThrow(() ->
                        new FailedException("there is no bundle and no file '" + name + "'; see: myrmex plugin list"));
        context.out(finding.sentence());
        if (!finding.action().isEmpty()) {
            context.out("do: " + finding.action());
        }
        if (context.json()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", name);
            row.put("cause", finding.code());
            row.put("says", finding.sentence());
            row.put("do", finding.action());
            context.row(row);
        }
        return 0;
    }
}
