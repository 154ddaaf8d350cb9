package org.myrmex.webdav.kept;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.xml.Name;

/**
 * What is about to be done to files.
 *
 * @param tree name under which it is mounted
 * @param from path in it of what is moved, deleted, touched or built
 * @param to path in it where that goes; like {@code from} where nothing goes anywhere
 * @param fromPlace key of what hangs on {@code from}
 * @param toPlace key of what will hang on {@code to}
 * @param moved what is at {@code from}, by {@link #state}; empty for what has a name that is its own alone
 * @param before what is at {@code to} and is to be replaced, by {@link #state}; empty for nothing
 * @param micros time of the last change that a {@link Kind#TOUCHING} sets, microseconds since 1970
 * @param patches of properties that go with it
 */
record Intent(
        Kind kind,
        String tree,
        String from,
        String to,
        String fromPlace,
        String toPlace,
        Optional<String> moved,
        Optional<String> before,
        long micros,
        List<Patch> patches) {
    private static final String SEPARATOR = "\0";
    private static final int FIXED = 9;
    /** Parts of one patch. */
    private static final int PATCH = 3;

    /** Sorts of changes. */
    enum Kind {
        MOVING,
        DELETING,
        /** A time is set, and properties with it. */
        TOUCHING,
        /** Something is built beside its place, under a name of the facade's own. */
        STAGING
    }

    Intent {
        patches = List.copyOf(patches);
    }

    /** Tells a thing from another one that has its name later. The same after a rename; a folder has another when its members changed. */
    static String state(Entry entry) {
        return entry.etag()
                .orElseGet(() -> "folder of " + entry.modifiedMicros().orElse(0));
    }

    /** The intent as it was when its thing was still to be built. */
    Intent staging() {
        return new Intent(
                Kind.STAGING, tree, from, from, fromPlace, fromPlace, Optional.empty(), Optional.empty(), 0, List.of());
    }

    /** Where clients find a path of the tree: two trees may lead to one place. */
    String called(String path) {
        return "/" + tree + path;
    }

    boolean isBuilt() {
        return kind == Kind.MOVING && moved.isEmpty();
    }

    String text() {
        List<String> parts = new ArrayList<>(List.of(
                kind.name(),
                tree,
                from,
                to,
                fromPlace,
                toPlace,
                moved.orElse(""),
                before.orElse(""),
                Long.toString(micros)));
        for (Patch patch : patches) {
            parts.addAll(List.of(
                    patch.name().space(), patch.name().local(), patch.xml().orElse("")));
        }
        return String.join(SEPARATOR, parts);
    }

    /** What {@link #text} wrote; empty for what it did not write. */
    static Optional<Intent> of(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length < FIXED || (parts.length - FIXED) % PATCH != 0) {
            return Optional.empty();
        }
        List<Patch> patches = new ArrayList<>();
        for (int i = FIXED; i < parts.length; i += PATCH) {
            patches.add(new Patch(
                    new Name(parts[i], parts[i + 1]), Optional.of(parts[i + 2]).filter(xml -> !xml.isEmpty())));
        }
        try {
            return Optional.of(new Intent(
                    Kind.valueOf(parts[0]),
                    parts[1],
                    parts[2],
                    parts[3],
                    parts[4],
                    parts[5],
                    Optional.of(parts[6]).filter(state -> !state.isEmpty()),
                    Optional.of(parts[7]).filter(state -> !state.isEmpty()),
                    Long.parseLong(parts[8]),
                    patches));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
