package org.myrmex.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A feature as its file says: exact bundles in start order, and the lowest layer of configuration. */
public record Feature(String name, Path file, List<Entry> bundles, Map<String, Map<String, Object>> configurations) {

    /** One bundle and the SHA-256 of its jar in hex. */
    public record Entry(BundleId id, String sha256) {}

    /** A feature whose jars were found and whose hashes were right when it was read; may start many peers. */
    public record Verified(Feature feature, List<Path> jars) {}
}
