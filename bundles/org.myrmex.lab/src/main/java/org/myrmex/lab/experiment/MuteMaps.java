package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.myrmex.lab.fixture.Fixture;
import org.myrmex.lab.report.Layout;
import org.myrmex.lab.report.NetworkMap;
import org.myrmex.lab.report.NetworkMap.Line;
import org.myrmex.lab.report.NetworkMap.Spot;
import org.myrmex.lab.report.Once;
import org.myrmex.lab.report.Place;

/** A map for each row of {@link MuteExperiment}, all with the nodes in the same places. */
final class MuteMaps {
    /** Above so many nodes the maps would take longer than the experiment, and show less. */
    private static final int MOST_NODES = 1_000;
    /** Of the layout: other seeds of an experiment do not move the nodes. */
    private static final long SEED = 1;

    private final Fixture fixture;
    private final String subtitle;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final TreeSet<String> dead = new TreeSet<>();
    private final List<Fixture.Link> links;

    MuteMaps(Fixture fixture, String subtitle) {
        this.fixture = fixture;
        this.subtitle = subtitle;
        this.links = new ArrayList<>(fixture.links());
        fixture.peers().forEach(name -> numbers.put(name, numbers.size()));
    }

    List<Outcome.Picture> of(List<MuteRun.Row> rows) {
        Once<List<Place>> places = new Once<>(this::places);
        List<Outcome.Picture> pictures = new ArrayList<>();
        for (MuteRun.Row row : rows) {
            Fixture.Step step = row.step();
            killed(step).ifPresent(dead::add);
            step.killBefore().ifPresent(dead::add);
            int number = pictures.size() + 1;
            String title = "mute-experiment, step " + number + ": " + MuteReport.what(step);
            List<Spot> spots = spots(row);
            List<Line> lines = lines(row);
            pictures.add(new Outcome.Picture(
                    "mute-" + number + "-" + name(step),
                    () -> NetworkMap.svg(title, subtitle, spots, lines, places.get())));
            links.addAll(step.newLinks());
        }
        return pictures;
    }

    /** With all links that there ever are: then each is short enough to follow when it comes. */
    private List<Place> places() {
        if (numbers.size() > MOST_NODES) {
            return List.of();
        }
        List<Fixture.Link> ever = new ArrayList<>(fixture.links());
        fixture.steps().forEach(step -> ever.addAll(step.newLinks()));
        List<int[]> edges = ever.stream()
                .map(link -> new int[] {numbers.get(link.a()), numbers.get(link.b())})
                .toList();
        return Layout.of(numbers.size(), edges, SEED);
    }

    private List<Spot> spots(MuteRun.Row row) {
        List<Spot> spots = new ArrayList<>();
        int counted = fixture.nodes().size();
        for (String name : numbers.keySet()) {
            int number = spots.size();
            Spot.State alive = number < counted ? Spot.State.COUNTED : Spot.State.END;
            spots.add(new Spot(
                    name,
                    number < counted ? row.load().get(number) : 0,
                    dead.contains(name) ? Spot.State.DEAD : alive));
        }
        return spots;
    }

    private List<Line> lines(MuteRun.Row row) {
        List<Line> lines = new ArrayList<>();
        for (Fixture.Link link : links) {
            boolean gone = dead.contains(link.a()) || dead.contains(link.b());
            lines.add(line(link.a(), link.b(), gone ? Line.Kind.GONE : Line.Kind.LINK));
        }
        row.step().newLinks().forEach(link -> lines.add(line(link.a(), link.b(), Line.Kind.NEW)));
        List<String> route = row.route().nodes();
        for (int i = 1; i < route.size(); i++) {
            lines.add(line(route.get(i - 1), route.get(i), Line.Kind.ROUTE));
        }
        return lines;
    }

    private Line line(String a, String b, Line.Kind kind) {
        return new Line(numbers.get(a), numbers.get(b), kind);
    }

    private static Optional<String> killed(Fixture.Step step) {
        return step.kill().map(Fixture.Kill::node);
    }

    /** Fit for a file's name, whatever the node's is. */
    private static String name(Fixture.Step step) {
        return killed(step)
                .or(step::killBefore)
                .map(node -> "node-" + node.replaceAll("[^A-Za-z0-9]", "_") + "-killed")
                .orElse(step.action().label());
    }
}
