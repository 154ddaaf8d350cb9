package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Sets a peer so that it has the neighbours that it is given, however many, and is named to no others: what is tested or measured
 * on a chain of peers must stay a chain.
 */
public final class GivenNeighbours {
    private static final Map<String, String> CONFIGURATION = Map.of(
            "org.myrmex.mesh.json", "{\"maxLinks\": 32}\n",
            "org.myrmex.discovery.hostcatcher.json", "{\"advertise\": false}\n");

    private GivenNeighbours() {}

    /** Writes what is not there yet. */
    public static void to(Path home) throws IOException {
        Path conf = Files.createDirectories(home.resolve("conf"));
        for (Map.Entry<String, String> one : CONFIGURATION.entrySet()) {
            Path file = conf.resolve(one.getKey());
            if (!Files.exists(file)) {
                Files.writeString(file, one.getValue());
            }
        }
    }
}
