package org.myrmex.sharing.shares;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.myrmex.api.sharing.Share;

/** A shared folder and what was seen in it. Guarded by the index. */
final class Folder {
    private final String name;
    private final Path path;
    private final boolean configured;
    private final Map<Path, State> files = new HashMap<>();
    private Optional<String> problem = Optional.empty();
    // Counted on the way: the list of shares is asked for with every request of the network drive.
    private int hashed;
    private int pending;
    private long hashedBytes;

    /** How far a file is. */
    enum Stage {
        /** It is still being written, by its time. */
        RESTS,
        /** To be hashed, or known from before. */
        WAITS,
        HASHED,
        /** It cannot be read, or changed meanwhile. */
        FAILED
    }

    /** A file as it was seen, and its hashes once they are known. */
    record State(Seen seen, Optional<SharedFile> shared, Stage stage) {
        boolean isResting() {
            return stage == Stage.RESTS;
        }
    }

    Folder(String name, Path path, boolean configured) {
        this.name = name;
        this.path = path;
        this.configured = configured;
    }

    String name() {
        return name;
    }

    Path path() {
        return path;
    }

    /** Whether it comes from the configuration and is not stored by us. */
    boolean configured() {
        return configured;
    }

    /** What was seen of a file; null for nothing. */
    State file(Path file) {
        return files.get(file);
    }

    Collection<State> files() {
        return Collections.unmodifiableCollection(files.values());
    }

    void put(Path file, State state) {
        State before = files.put(file, state);
        if (before != null) {
            count(before, -1);
        }
        count(state, 1);
    }

    void remove(Path file) {
        State before = files.remove(file);
        if (before != null) {
            count(before, -1);
        }
    }

    /** @return whether there were any */
    boolean removeIf(Predicate<Path> condition) {
        return files.entrySet().removeIf(file -> {
            boolean removed = condition.test(file.getKey());
            if (removed) {
                count(file.getValue(), -1);
            }
            return removed;
        });
    }

    private void count(State state, int sign) {
        if (state.shared().isPresent()) {
            hashed += sign;
            hashedBytes += sign * state.seen().sizeBytes();
        } else if (state.stage() != Stage.FAILED) {
            pending += sign;
        }
    }

    Optional<String> problem() {
        return problem;
    }

    void problem(Optional<String> cause) {
        problem = cause;
    }

    Share view() {
        return new Share(name, path, hashed, hashedBytes, pending);
    }
}
