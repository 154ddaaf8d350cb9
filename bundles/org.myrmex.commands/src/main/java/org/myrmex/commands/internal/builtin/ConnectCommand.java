package org.myrmex.commands.internal.builtin;

import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.transport.PeerAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds a neighbour by hand. */
@Component
public final class ConnectCommand implements Command {
    private final Parts parts;

    @Activate
    public ConnectCommand(@Reference Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "connect";
    }

    @Override
    public String help() {
        return """
                dials a neighbour and keeps trying
                usage: connect URI
                example: myrmex connect tls://192.0.2.7:7081""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        String text = Options.of(name()).words("URI", 1).parse(args).words().get(0);
        PeerAddress address;
        try {
            address = PeerAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + "; see: myrmex help connect");
        }
        parts.mesh().connect(address);
        context.out("dialling " + address + "; see: myrmex peers --why");
        if (context.json()) {
            context.row(Map.of("event", "dialling", "address", address.toString()));
        }
        return 0;
    }
}
