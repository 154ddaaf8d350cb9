package org.myrmex.itests.kill;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file or folder and what hangs on it.
 *
 * @param hash of its bytes; empty for a folder
 * @param properties their names and values
 * @param lock its token; {@link #SOME} where it is not known
 * @param modified when it was last changed as far as a client set that
 */
record Thing(
        Optional<String> hash, SortedMap<String, String> properties, Optional<String> lock, Optional<String> modified) {
    static final String SOME = "any";

    Thing {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    static Thing file(String hash) {
        return new Thing(Optional.of(hash), new TreeMap<>(), Optional.empty(), Optional.empty());
    }

    static Thing folder() {
        return new Thing(Optional.empty(), new TreeMap<>(), Optional.empty(), Optional.empty());
    }

    boolean isFolder() {
        return hash.isEmpty();
    }

    Thing withHash(String other) {
        return new Thing(Optional.of(other), properties, lock, Optional.empty());
    }

    Thing withLock(Optional<String> other) {
        return new Thing(hash, properties, other, modified);
    }

    Thing withProperties(SortedMap<String, String> others) {
        return new Thing(hash, others, lock, modified);
    }

    Thing withModified(Optional<String> other) {
        return new Thing(hash, properties, lock, other);
    }

    /** Whether what was seen is this. */
    boolean fits(Thing seen) {
        return hash.equals(seen.hash)
                && properties.equals(seen.properties)
                && (modified.isEmpty() || modified.equals(seen.modified))
                && (lock.equals(seen.lock) || (lock.equals(Optional.of(SOME)) && seen.lock.isPresent()));
    }
}
