package org.myrmex.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a feature file of the distribution (OSGi R8, chapter 159, with {@code sha-256} as metadata of each bundle). */
final class FeatureReader {
    static final String SHA_256 = "sha-256";
    private static final String REMEDY = "unpack the distribution again";

    private final Path file;

    private FeatureReader(Path file) {
        this.file = file;
    }

    static Feature read(String name, Path file) throws Refusal {
        return new FeatureReader(file).read(name);
    }

    private Feature read(String name) throws Refusal {
        Map<String, Object> root = Json.object(file, REMEDY);
        List<Feature.Entry> bundles = new ArrayList<>();
        if (!(root.get("bundles") instanceof List<?> list) || list.isEmpty()) {
            throw corrupt("it names no bundles");
        }
        for (Object bundle : list) {
            bundles.add(entry(bundle));
        }
        return new Feature(name, file, List.copyOf(bundles), configurations(root.get("configurations")));
    }

    private Feature.Entry entry(Object bundle) throws Refusal {
        if (!(bundle instanceof Map<?, ?> map) || !(map.get("id") instanceof String id)) {
            throw corrupt("a bundle has no id");
        }
        if (!(map.get(SHA_256) instanceof String hash) || !hash.matches("[0-9a-f]{64}")) {
            throw corrupt("bundle " + id + " has no " + SHA_256);
        }
        try {
            return new Feature.Entry(BundleId.parse(id), hash);
        } catch (IllegalArgumentException e) {
            throw corrupt("bundle id " + e.getMessage());
        }
    }

    private Map<String, Map<String, Object>> configurations(Object value) throws Refusal {
        Map<String, Map<String, Object>> layer = new LinkedHashMap<>();
        if (value == null) {
            return layer;
        }
        if (!(value instanceof Map<?, ?> pids)) {
            throw corrupt("its configurations are no object");
        }
        for (var pid : pids.entrySet()) {
            if (!(pid.getValue() instanceof Map<?, ?> properties)) {
                throw corrupt("configuration " + pid.getKey() + " is no object");
            }
            layer.put((String) pid.getKey(), Properties.of(properties));
        }
        return layer;
    }

    private Refusal corrupt(String why) {
        return Refusal.failed("feature file " + file + " is corrupt: " + why, REMEDY);
    }
}
