package org.myrmex.commands.internal.builtin;

import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ends a share. */
@Component
public final class UnshareCommand implements Command {
    private final Parts parts;

    @Activate
    public UnshareCommand(@Reference Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "unshare";
    }

    @Override
    public String help() {
        return """
                ends a share; the files stay where they are
                usage: unshare NAME
                example: myrmex unshare music""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        String name = Options.of(name()).words("NAME", 1).parse(args).words().get(0);
        if (!parts.shares().remove(name)) {
            throw new FailedException("there is no share '" + name + "'; see: myrmex shares");
        }
        context.out("'" + name + "' is shared no more; its files stay where they are");
        if (context.json()) {
            context.row(Map.of("unshared", name));
        }
        return 0;
    }
}
