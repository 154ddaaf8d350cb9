package org.myrmex.commands.internal.builtin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What runs: which may be older than what is installed. */
@Component
public final class VersionCommand implements Command {
    private final Peer peer;

    @Activate
    public VersionCommand(@Reference Peer peer) {
        this.peer = peer;
    }

    @Override
    public String name() {
        return "version";
    }

    @Override
    public String help() {
        return """
                shows which version runs
                usage: version [--json]
                example: myrmex version""";
    }

    @Override
    public int run(CommandContext context, List<String> args) {
        Options.of(name()).parse(args);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("myrmex", peer.property("myrmex.version"));
        row.put("feature", peer.property("myrmex.feature"));
        row.put("framework", peer.property(Constants.FRAMEWORK_VERSION));
        row.put("java", System.getProperty("java.version"));
        context.row(row);
        return 0;
    }
}
