package org.myrmex.commands.internal.builtin;

import java.nio.file.Path;
import java.util.List;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.sharing.Share;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shares a folder. */
@Component
public final class ShareCommand implements Command {
    private final Parts parts;

    @Activate
    public ShareCommand(@Reference Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "share";
    }

    @Override
    public String help() {
        return """
                shares a folder until it is unshared
                usage: share DIR [--name NAME]
                example: myrmex share ~/Music --name music""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        Options.Parsed given =
                Options.of(name()).option("--name").words("DIR", 1).parse(args);
        Path folder = context.cwd().resolve(given.words().get(0)).normalize();
        String name = given.value("--name").orElseGet(() -> nameOf(folder));
        Share share = parts.shares().add(name, folder);
        if (context.json()) {
            context.row(ShareRows.figures(share));
        }
        context.out("shared as '" + share.name() + "'; files are found once they are hashed, see: myrmex shares");
        return 0;
    }

    private static String nameOf(Path folder) {
        if (folder.getFileName() == null) {
            throw new UsageException("the folder has no name of its own; give one with --name NAME");
        }
        return folder.getFileName().toString();
    }
}
