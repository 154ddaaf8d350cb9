package org.myrmex.launcher.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code mute-experiment.json}, which lies beside this class. A part of the program: it is never wrong. */
final class FixtureReader {
    private FixtureReader() {}

    static Fixture read() {
        try (InputStream file = FixtureReader.class.getResourceAsStream("mute-experiment.json")) {
            return of(Rows.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the experiment is not part of this build", e);
        }
    }

    private static Fixture of(Map<String, Object> root) {
        return new Fixture(
                names(root.get("nodes")),
                name(root.get("downloader")),
                name(root.get("source")),
                links(root.get("links")),
                objects(root.get("steps")).stream().map(FixtureReader::step).toList(),
                names(root.get("route")));
    }

    private static Fixture.Step step(Map<?, ?> step) {
        Object load = step.get("load") == null ? step.get("printed") : step.get("load");
        Optional<Map<?, ?>> kill = objects(step.get("kill")).stream().findFirst();
        return new Fixture.Step(
                list(load).stream().map(FixtureReader::number).toList(),
                kill.<Object>map(during -> during.get("node"))
                        .or(() -> Optional.ofNullable(step.get("killBefore")))
                        .map(FixtureReader::name),
                kill.map(during -> number(during.get("afterPairs")).intValue()).orElse(0),
                links(step.get("newLinks")));
    }

    private static List<Fixture.Link> links(Object links) {
        return objects(links).stream()
                .map(link -> new Fixture.Link(name(link.get("a")), name(link.get("b")), number(link.get("delayMs"))))
                .toList();
    }

    private static List<String> names(Object names) {
        return list(names).stream().map(FixtureReader::name).toList();
    }

    private static List<Map<?, ?>> objects(Object objects) {
        return list(objects).stream()
                .<Map<?, ?>>map(object -> (Map<?, ?>) object)
                .toList();
    }

    /** What is missing is empty, what stands alone is a list of one. */
    private static List<?> list(Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static String name(Object value) {
        return String.valueOf(value);
    }

    private static Long number(Object value) {
        return (Long) value;
    }
}
