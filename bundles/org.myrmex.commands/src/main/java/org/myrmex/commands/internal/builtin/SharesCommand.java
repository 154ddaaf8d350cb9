package org.myrmex.commands.internal.builtin;

import java.util.List;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.sharing.Share;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the own shares. */
@Component
public final class SharesCommand implements Command {
    private final Parts parts;

    @Activate
    public SharesCommand(@Reference Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "shares";
    }

    @Override
    public String help() {
        return """
                lists the shared folders
                usage: shares [--json]
                example: myrmex shares""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        Options.of(name()).parse(args);
        List<Share> shares = parts.shares().list();
        for (Share share : shares) {
            context.row(context.json() ? ShareRows.figures(share) : ShareRows.shown(share));
        }
        if (shares.isEmpty()) {
            context.out("nothing is shared; share a folder with: myrmex share DIR");
        }
        return 0;
    }
}
