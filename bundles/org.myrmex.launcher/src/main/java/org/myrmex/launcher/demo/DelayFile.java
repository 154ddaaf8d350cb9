package org.myrmex.launcher.demo;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The configuration that makes one peer's links as slow as the experiment's. Each end delays what the other sends, so
 * both ends of a link get one.
 */
final class DelayFile {
    static final String NAME = "org.myrmex.testkit.delay.json";

    /** Makes differences of 5 ms between two ways so large that the timing of a busy machine does not decide races. */
    static final long SLOWER = 10;

    private DelayFile() {}

    /** @param peerIds of all nodes by name */
    static String of(String node, List<Fixture.Link> links, Map<String, String> peerIds) {
        StringJoiner delays = new StringJoiner(",\n    ", "[\n    ", "\n  ]");
        for (Fixture.Link link : links) {
            if (link.a().equals(node) || link.b().equals(node)) {
                String neighbour = link.a().equals(node) ? link.b() : link.a();
                delays.add("\"" + peerIds.get(neighbour) + "=" + link.delayMillis() * SLOWER + "\"");
            }
        }
        return "{\n  \"scheme\": \"tls\",\n  \"delaysMillis\": " + delays + "\n}\n";
    }
}
