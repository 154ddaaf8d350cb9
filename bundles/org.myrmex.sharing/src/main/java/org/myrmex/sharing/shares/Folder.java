package org.myrmex.sharing.shares;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.sharing.Share;

/** A shared folder and what was seen in it. Guarded by the index. */
final class Folder {
    private final String name;
    private final Path path;
    private final boolean configured;
    private final Map<Path, State> files = new HashMap<>();
    private Optional<String> problem = Optional.empty();

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

    Map<Path, State> files() {
        return files;
    }

    Optional<String> problem() {
        return problem;
    }

    void problem(Optional<String> cause) {
        problem = cause;
    }

    Share view() {
        int hashed = 0;
        int pending = 0;
        long bytes = 0;
        for (State state : files.values()) {
            if (state.shared().isPresent()) {
                hashed++;
                bytes += state.seen().sizeBytes();
            } else if (state.stage() != Stage.FAILED) {
                pending++;
            }
        }
        return new Share(name, path, hashed, bytes, pending);
    }
}
