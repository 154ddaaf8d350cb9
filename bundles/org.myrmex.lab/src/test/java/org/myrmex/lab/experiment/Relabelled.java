package org.myrmex.lab.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.myrmex.lab.fixture.Fixture;

/** Writes a fixture anew with other names for its nodes and other delays; links and steps stay in their order. */
record Relabelled(Fixture fixture, Map<String, String> names, int delayFactor) {
    /** The file's text; its nodes are in the order of the old one's names, not in that of the old nodes. */
    String text() {
        return object(
                "about", quoted(fixture.about()),
                "nodes", list(fixture.nodes(), Relabelled::quoted),
                "downloader", name(fixture.downloader()),
                "source", name(fixture.source()),
                "links", list(fixture.links(), this::link),
                "steps", list(fixture.steps(), this::step));
    }

    /** Loads by old order of nodes, out of those by the new one. */
    List<Integer> back(List<Integer> loads) {
        Map<String, Integer> byName = new TreeMap<>();
        for (int i = 0; i < loads.size(); i++) {
            byName.put(fixture.nodes().get(i), loads.get(i));
        }
        return fixture.nodes().stream().map(node -> byName.get(names.get(node))).toList();
    }

    private String step(Fixture.Step step) {
        String text = object(
                "do",
                quoted(step.action().name().toLowerCase(Locale.ROOT)),
                "newLinks",
                list(step.newLinks(), this::link));
        StringBuilder more = new StringBuilder(text.substring(0, text.length() - 1));
        if (step.action() == Fixture.Action.TRANSFER) {
            more.append(",\"pairs\":").append(step.pairs());
        }
        step.kill().ifPresent(kill -> more.append(",\"kill\":")
                .append(object("node", name(kill.node()), "afterPairs", "" + kill.afterPairs())));
        step.killBefore().ifPresent(node -> more.append(",\"killBefore\":").append(name(node)));
        return more.append("}").toString();
    }

    private String link(Fixture.Link link) {
        String millis = String.valueOf(link.delayMicros() * delayFactor / 1e3);
        return object("a", name(link.a()), "b", name(link.b()), "delayMs", millis);
    }

    private String name(String node) {
        return quoted(names.getOrDefault(node, node));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static <T> String list(List<T> values, Function<T, String> write) {
        return values.stream().map(write).collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(String... keysAndValues) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            text.append(i == 0 ? "" : ",").append(quoted(keysAndValues[i]));
            text.append(':').append(keysAndValues[i + 1]);
        }
        return text.append('}').toString();
    }
}
