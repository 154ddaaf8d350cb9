package org.myrmex.routing.mute.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fixture of MUTE's printed experiment, as values. */
record Experiment(List<Link> links, List<Step> steps, List<String> route) {
    record Link(String a, String b, long delayMicros) {}

    /** @param load the printed load, by node 0 to 10 */
    record Step(int pairs, String kill, int killAfterPairs, List<Link> newLinks, List<Integer> load) {}

    static Experiment load() {
        try (InputStream in = Experiment.class.getResourceAsStream("mute-experiment.json");
                JsonParser parser = new JsonFactory().createParser(in)) {
            parser.nextToken();
            Map<?, ?> root = (Map<?, ?>) value(parser);
            List<Step> steps = new ArrayList<>();
            for (Object step : list(root.get("steps"))) {
                steps.add(step((Map<?, ?>) step));
            }
            List<String> route =
                    list(root.get("route")).stream().map(String::valueOf).toList();
            return new Experiment(links(root.get("links")), steps, route);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Step step(Map<?, ?> step) {
        int pairs = step.get("pairs") instanceof Integer n ? n : 0;
        Object printed = step.containsKey("load") ? step.get("load") : step.get("printed");
        List<Integer> load = list(printed).stream().map(Integer.class::cast).toList();
        if (step.get("kill") instanceof Map<?, ?> kill) {
            return new Step(pairs, String.valueOf(kill.get("node")), (Integer) kill.get("afterPairs"), List.of(), load);
        }
        Object before = step.get("killBefore");
        return new Step(pairs, before == null ? null : String.valueOf(before), 0, links(step.get("newLinks")), load);
    }

    private static List<Link> links(Object links) {
        List<Link> read = new ArrayList<>();
        for (Object each : list(links)) {
            Map<?, ?> link = (Map<?, ?>) each;
            long delayMicros = 1000L * (Integer) link.get("delayMs");
            read.add(new Link(String.valueOf(link.get("a")), String.valueOf(link.get("b")), delayMicros));
        }
        return read;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getIntValue();
            default -> parser.getText();
        };
    }
}
