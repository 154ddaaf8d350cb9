package org.myrmex.webdav.shares;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.myrmex.api.sharing.Share;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what uploads of an earlier run left behind when it was killed. What stepped aside for a change that is not settled is all
 * that there is of it, so the folder of such a change is left alone.
 */
public final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int MAX_DEPTH = 256;

    private final Places places;
    private volatile boolean stopped;
    private int removed;

    /** What goes, and where nothing does. */
    private record Rules(Predicate<String> leftOver, Predicate<Path> spared) {}

    Sweep(Places places) {
        this.places = places;
    }

    /**
     * Sweeps all.
     *
     * @param leftOver whether a name is one that an earlier run of this peer gave
     * @param spared whether a folder, by its real path, may hold what a change that is not settled needs
     */
    public void run(Predicate<String> leftOver, Predicate<Path> spared) {
        for (Share share : stopped ? List.<Share>of() : places.shares()) {
            try {
                Path real = share.folder().toRealPath();
                try (Places.Opened root = places.open(real, List.of())) {
                    sweep(root.folder(), real, new Rules(leftOver, spared), 0);
                }
            } catch (IOException e) {
                LOG.debug("a share could not be swept");
            }
        }
        if (removed > 0) {
            LOG.info("removed {} uploads that were never completed", removed);
        }
    }

    /** Ends a run that is under way. */
    public void stop() {
        stopped = true;
    }

    private void sweep(Folder folder, Path path, Rules rules, int depth) throws IOException {
        List<String> folders = new ArrayList<>();
        List<String> leftOver = new ArrayList<>();
        folder.names(name -> (rules.leftOver.test(name) ? leftOver : folders).add(name));
        for (String name : leftOver.isEmpty() || rules.spared.test(path) ? List.<String>of() : leftOver) {
            Removal.all(folder, name);
            removed++;
        }
        for (String name : folders) {
            Optional<Facts> facts = stopped ? Optional.empty() : folder.stat(name);
            if (facts.isPresent() && facts.get().kind() == Facts.Kind.FOLDER && depth < MAX_DEPTH) {
                try (Folder inner = folder.folder(name)) {
                    sweep(inner, path.resolve(name), rules, depth + 1);
                } catch (IOException e) {
                    LOG.debug("a folder of a share could not be swept");
                }
            }
        }
    }
}
