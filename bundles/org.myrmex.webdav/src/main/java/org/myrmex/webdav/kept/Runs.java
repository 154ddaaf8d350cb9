package org.myrmex.webdav.kept;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.h2.mvstore.MVMap;
import org.myrmex.webdav.kept.Store.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of this peer, by what the names say that each gave to what it built ({@link Staged}). Another peer may have the same folder
 * among its shares, and be in the middle of an upload. Any thread.
 */
public final class Runs {
    static final String MAP = "runs";
    /** Starts that are remembered; what one before them left behind stays, hidden. */
    static final int MAX_RUNS = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final Set<String> earlier;

    /** @param run that has begun; on the disk before it builds anything, unless the disk is full: then what it leaves behind stays, hidden */
    Runs(Store store, String run) {
        earlier = store.read(open -> new TreeSet<>(open.map(MAP).values()));
        if (!earlier.remove(run)) {
            try {
                store.change(Durable.POWER_LOSS, open -> begun(open.map(MAP), run));
            } catch (NotKeptException e) {
                LOG.debug("what this run leaves behind when it is killed stays, hidden");
            }
        }
    }

    private static Void begun(MVMap<String, String> runs, String run) {
        long last = runs.keySet().stream()
                .filter(key -> key.matches("[0-9]{18}"))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
        runs.put("%018d".formatted(last + 1), run);
        while (runs.size() > MAX_RUNS) {
            runs.remove(runs.firstKey());
        }
        return null;
    }

    /** Whether an earlier run of this peer gave that name to what it built, and no longer needs it unless its change is open. */
    public boolean left(String name) {
        Optional<String> run = Staged.run(name);
        return run.isPresent() && earlier.contains(run.get());
    }
}
