package org.myrmex.commands.internal.builtin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.PeerAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The peer at a glance. */
@Component
public final class StatusCommand implements Command {
    private final Parts parts;
    private final Peer peer;

    @Activate
    public StatusCommand(@Reference Parts parts, @Reference Peer peer) {
        this.parts = parts;
        this.peer = peer;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String help() {
        return """
                shows the peer: identity, doors, neighbours, figures
                usage: status [--json]
                example: myrmex status --json""";
    }

    @Override
    public int run(CommandContext context, List<String> args) {
        Options.of(name()).parse(args);
        Map<String, Object> status = status();
        if (context.json()) {
            context.row(status);
        } else {
            flatten("", status).forEach((figure, value) -> context.row(row(figure, value)));
        }
        return 0;
    }

    private Map<String, Object> status() {
        Optional<MeshView> view = parts.findMesh().map(Mesh::view);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("peerId", view.map(v -> v.peer().toString()).orElse(null));
        status.put("version", peer.property("myrmex.version"));
        status.put("feature", peer.property("myrmex.feature"));
        status.put("uptimeSeconds", (peer.nowMicros() - peer.startedMicros()) / 1_000_000);
        status.put("http", peer.http().orElse(null));
        status.put(
                "listen",
                view.map(v -> v.listening().stream().map(PeerAddress::toString).toList())
                        .orElse(List.of()));
        view.flatMap(MeshView::listenProblem).ifPresent(problem -> status.put("listenProblem", problem));
        status.put("routing", view.flatMap(MeshView::routing).orElse(null));
        status.put("links", view.map(v -> v.links().size()).orElse(0));
        status.put("messagesReceived", view.map(MeshView::messagesReceived).orElse(0L));
        status.put("queriesReceived", view.map(MeshView::queriesReceived).orElse(0L));
        status.put("counters", view.map(MeshView::counters).orElse(Map.of()));
        status.put("figures", parts.figures());
        return status;
    }

    /** Maps within maps become lines of their own, named like paths. */
    private static Map<String, Object> flatten(String prefix, Map<?, ?> map) {
        Map<String, Object> flat = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flat.putAll(flatten(prefix + key + " ", inner));
            } else {
                flat.put(prefix + key, value);
            }
        });
        return flat;
    }

    private static Map<String, Object> row(String figure, Object value) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("figure", figure);
        row.put("value", value == null || value.equals(List.of()) ? "none" : value);
        return row;
    }
}
