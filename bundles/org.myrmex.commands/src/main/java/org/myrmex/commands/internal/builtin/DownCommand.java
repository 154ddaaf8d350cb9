package org.myrmex.commands.internal.builtin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.plugin.Tasks;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the peer. */
@Component
public final class DownCommand implements Command {
    /** Enough for the answer to leave through the server that is about to stop. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(DownCommand.class);

    private final Tasks tasks;
    private final Peer peer;

    @Activate
    public DownCommand(@Reference Tasks tasks, @Reference Peer peer) {
        this.tasks = tasks;
        this.peer = peer;
    }

    @Override
    public String name() {
        return "down";
    }

    @Override
    public String help() {
        return """
                stops the peer; downloads go on at its next start
                usage: down
                example: myrmex down""";
    }

    @Override
    public int run(CommandContext context, List<String> args) {
        Options.of(name()).parse(args);
        Bundle framework = peer.bundles().getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        tasks.after(PAUSE, () -> stop(framework));
        context.out("stopping");
        if (context.json()) {
            context.row(Map.of("stopping", true));
        }
        return 0;
    }

    private static void stop(Bundle framework) {
        try {
            framework.stop();
        } catch (BundleException e) {
            LOG.error("the framework does not stop; end the process with a signal", e);
        }
    }
}
