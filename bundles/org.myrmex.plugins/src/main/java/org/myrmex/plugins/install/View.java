package org.myrmex.plugins.install;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myrmex.plugins.folder.Finding;
import org.osgi.framework.Bundle;

/**
 * How things stand, for whoever asks: never changed, but replaced.
 *
 * @param installed by symbolic name
 * @param lying by file name
 * @param left files of the folder that are not looked at, because there are too many
 * @param settled whether the folder was applied once since the start
 */
public record View(SortedMap<String, Item> installed, SortedMap<String, Lying> lying, int left, boolean settled) {
    static final View EMPTY = new View(new TreeMap<>(), new TreeMap<>(), 0, false);

    public View {
        installed = Collections.unmodifiableSortedMap(installed);
        lying = Collections.unmodifiableSortedMap(lying);
    }

    /**
     * A plugin.
     *
     * @param replaces whether it stands in for a part of Myrmex
     * @param sha256 of the bytes that are in the framework; empty for the original of a part of Myrmex
     * @param failed of the bytes that did not start
     * @param startingSinceMicros 0 while nobody starts it
     */
    public record Item(
            Bundle bundle,
            boolean replaces,
            String file,
            String version,
            String sha256,
            String failed,
            Optional<Finding> trouble,
            long startingSinceMicros) {}

    static Item item(Plugin plugin) {
        return new Item(
                plugin.bundle(),
                plugin.replaces(),
                plugin.installed().file(),
                plugin.installed().version().toString(),
                plugin.installed().sha256(),
                plugin.failed(),
                plugin.trouble(),
                plugin.startingSinceMicros());
    }
}
