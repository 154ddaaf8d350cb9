package org.myrmex.webdav.kept;

import java.util.Optional;

/**
 * Keys under which locks and properties are kept: of one thing one, however many trees lead to it. What a tree says of a place counts for
 * that tree alone when it begins with a slash, and for all trees otherwise. A key never ends with a slash, so that members have one between.
 */
public final class PlaceKey {
    /** What the places of files begin with, in every tree that shows a disk; their real path follows. */
    public static final String DISK = "file:";

    private static final char MARK = ':';

    private PlaceKey() {}

    /**
     * The key of a place.
     *
     * @param tree name under which it is mounted: no name is empty, so what is shared by all trees meets none of one tree
     */
    public static String of(String tree, String place) {
        String bare = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
        return (place.startsWith("/") ? tree : "") + MARK + bare;
    }

    /** The real path that a key stands for; empty for what is not on a disk. */
    static Optional<String> path(String key) {
        String shared = MARK + DISK;
        return key.startsWith(shared) ? Optional.of(key.substring(shared.length())) : Optional.empty();
    }
}
