package org.myrmex.webdav.kept;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.webdav.xml.Name;

/**
 * What is about to be done to files.
 *
 * @param tree name under which it is mounted
 * @param from path in it of what is moved, deleted, touched or built
 * @param to path in it where that goes; like {@code from} where nothing goes anywhere
 * @param fromPlace key of what hangs on {@code from}
 * @param toPlace key of what will hang on {@code to}
 * @param etag of the file at {@code from}: another one is another file; empty for a collection
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
        Optional<String> etag,
        long micros,
        List<Patch> patches) {
    private static final String SEPARATOR = "\0";
    private static final int FIXED = 8;

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

    String text() {
        List<String> parts = new ArrayList<>(
                List.of(kind.name(), tree, from, to, fromPlace, toPlace, etag.orElse(""), Long.toString(micros)));
        for (Patch patch : patches) {
            parts.addAll(List.of(
                    patch.name().space(), patch.name().local(), patch.xml().orElse("")));
        }
        return String.join(SEPARATOR, parts);
    }

    /** What {@link #text} wrote. */
    static Intent of(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        List<Patch> patches = new ArrayList<>();
        for (int i = FIXED; i + 2 < parts.length; i += 3) {
            patches.add(new Patch(
                    new Name(parts[i], parts[i + 1]), Optional.of(parts[i + 2]).filter(xml -> !xml.isEmpty())));
        }
        return new Intent(
                Kind.valueOf(parts[0]),
                parts[1],
                parts[2],
                parts[3],
                parts[4],
                parts[5],
                Optional.of(parts[6]).filter(etag -> !etag.isEmpty()),
                Long.parseLong(parts[7]),
                patches);
    }
}
