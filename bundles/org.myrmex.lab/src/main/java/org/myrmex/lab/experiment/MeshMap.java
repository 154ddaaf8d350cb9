package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.myrmex.lab.report.Layout;
import org.myrmex.lab.report.NetworkMap;
import org.myrmex.lab.report.NetworkMap.Line;
import org.myrmex.lab.report.NetworkMap.Spot;
import org.myrmex.testkit.simulation.VirtualNode;
import org.myrmex.testkit.simulation.VirtualPort;

/** The first mesh of several, as it stands at its end. */
final class MeshMap {
    private MeshMap() {}

    static List<Outcome.Picture> of(MeshRun run, MeshSettings settings) {
        List<VirtualNode> nodes = run.world().network().nodes();
        if (nodes.size() > Layout.MOST_NODES) {
            return List.of();
        }
        List<Spot> spots = nodes.stream()
                .map(node -> new Spot(node.name(), node.receptions(), state(node, settings)))
                .toList();
        Map<List<Integer>, Line.Kind> links = links(nodes);
        run.pairs().stream().findFirst().ifPresent(pair -> markRoute(pair, links));
        List<Line> lines = new ArrayList<>();
        List<int[]> edges = new ArrayList<>();
        links.forEach((ends, kind) -> {
            lines.add(new Line(ends.get(0), ends.get(1), kind));
            edges.add(new int[] {ends.get(0), ends.get(1)});
        });
        String title = String.format(
                Locale.ROOT, "%s mesh of %d nodes", settings.topology().label(), settings.nodes());
        String subtitle = String.format(
                Locale.ROOT,
                "%s, seed %d, after %d kills",
                run.world().conditions().routing().name(),
                run.world().conditions().seed(),
                settings.kills());
        return List.of(new Outcome.Picture(
                "mesh", () -> NetworkMap.svg(title, subtitle, spots, lines, Layout.of(nodes.size(), edges, 1))));
    }

    private static Spot.State state(VirtualNode node, MeshSettings settings) {
        if (!node.isAlive()) {
            return Spot.State.DEAD;
        }
        return node.number() < settings.nodes() ? Spot.State.COUNTED : Spot.State.END;
    }

    private static Map<List<Integer>, Line.Kind> links(List<VirtualNode> nodes) {
        Map<List<Integer>, Line.Kind> links = new LinkedHashMap<>();
        for (VirtualNode node : nodes) {
            for (VirtualPort port : node.ports()) {
                if (port.link().a() == port) {
                    links.put(ends(node.number(), port.beyond().node().number()), Line.Kind.LINK);
                }
            }
        }
        return links;
    }

    private static void markRoute(MeshPair pair, Map<List<Integer>, Line.Kind> links) {
        int at = pair.downloader().number();
        for (int next : pair.path()) {
            links.replace(ends(at, next), Line.Kind.ROUTE);
            at = next;
        }
    }

    private static List<Integer> ends(int a, int b) {
        return List.of(Math.min(a, b), Math.max(a, b));
    }
}
