package org.myrmex.commands.internal.builtin;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The key by which neighbours know this peer. */
@Component
public final class KeyCommand implements Command {
    private static final long PATIENCE_SECONDS = 20;

    private final Parts parts;

    @Activate
    public KeyCommand(@Reference Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "key";
    }

    @Override
    public String help() {
        return """
                shows the id by which neighbours know this peer, or gives it a new one
                a new one makes old invitations useless; shares, downloads and addresses stay
                usage: key show|renew [--json]
                example: myrmex key renew""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        String what =
                Options.of(name()).words("show or renew", 1).parse(args).words().get(0);
        Mesh mesh = parts.mesh();
        switch (what) {
            case "show" -> print(context, "key", mesh.view().peer(), mesh.view().listening());
            case "renew" -> {
                // the doors open again a moment later, at the same places
                List<PeerAddress> doors = mesh.view().listening();
                PeerId fresh = renewed(mesh);
                print(
                        context,
                        "keyRenewed",
                        fresh,
                        doors.stream().map(door -> door.withId(fresh)).toList());
            }
            default -> throw new UsageException("'" + what + "' is neither show nor renew; see: myrmex help key");
        }
        return 0;
    }

    private static PeerId renewed(Mesh mesh) throws FailedException, InterruptedException {
        try {
            return mesh.renewKey().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException why) {
                throw new FailedException("the key stays: " + why.getMessage());
            }
            throw new FailedException("the key was not renewed; see: myrmex logs");
        } catch (TimeoutException e) {
            throw new FailedException("the mesh does not answer; see: myrmex key show, and: myrmex logs");
        }
    }

    private static void print(CommandContext context, String event, PeerId id, List<PeerAddress> doors) {
        if (context.json()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("event", event);
            row.put("peerId", id.toString());
            row.put("listen", doors.stream().map(PeerAddress::toString).toList());
            context.row(row);
            return;
        }
        context.out("peer id " + id);
        doors.forEach(door -> context.out("invite with: myrmex connect " + door));
    }
}
