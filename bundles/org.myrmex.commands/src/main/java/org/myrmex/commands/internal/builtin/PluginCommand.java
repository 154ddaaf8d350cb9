package org.myrmex.commands.internal.builtin;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The bundles of the running peer. */
@Component
public final class PluginCommand implements Command {
    private final Peer peer;

    @Activate
    public PluginCommand(@Reference Peer peer) {
        this.peer = peer;
    }

    @Override
    public String name() {
        return "plugin";
    }

    @Override
    public String help() {
        return """
                lists bundles, or updates one while the peer runs
                usage: plugin list [--json]
                       plugin update NAME FILE
                An update lasts until the peer stops.
                example: myrmex plugin update org.myrmex.routing.mute new.jar""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        List<String> words =
                Options.of(name()).words("list|update", 3).parse(args).words();
        if (words.equals(List.of("list"))) {
            return list(context);
        }
        if (words.size() == 3 && words.get(0).equals("update")) {
            return update(context, words.get(1), context.cwd().resolve(words.get(2)));
        }
        throw new UsageException("write: plugin list, or: plugin update NAME FILE; see: myrmex help plugin");
    }

    private int list(CommandContext context) {
        for (Bundle bundle : peer.bundles().getBundles()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", bundle.getSymbolicName());
            row.put("version", bundle.getVersion().toString());
            row.put("state", States.of(bundle));
            row.put(
                    "signature",
                    bundle.getSignerCertificates(Bundle.SIGNERS_ALL).isEmpty() ? "unsigned" : "signed");
            context.row(row);
        }
        return 0;
    }

    private int update(CommandContext context, String name, Path file) throws Exception {
        Bundle bundle = peer.find(name)
                .orElseThrow(() -> new FailedException("there is no bundle '" + name + "'; see: myrmex plugin list"));
        if (bundle.getBundleId() == 0) {
            throw new FailedException("the framework itself is not updated while it runs; install a new version");
        }
        FrameworkWiring wiring =
                peer.bundles().getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        BundleUpdate.of(wiring, bundle, file).run();
        context.out(name + " " + bundle.getVersion() + " is " + States.of(bundle));
        if (context.json()) {
            context.row(Map.of("name", name, "version", bundle.getVersion().toString(), "state", States.of(bundle)));
        }
        if (bundle.getState() != Bundle.ACTIVE) {
            context.err(name + " does not run; see: myrmex why " + name);
            return 1;
        }
        return 0;
    }
}
