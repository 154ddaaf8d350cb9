package org.myrmex.webdav.shares;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.sharing.Share;
import org.myrmex.webdav.kept.Staged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what uploads of an earlier run left behind when it was killed. */
public final class Sweep implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int MAX_DEPTH = 256;

    private final Places places;
    private volatile boolean stopped;
    private int removed;

    Sweep(Places places) {
        this.places = places;
    }

    @Override
    public void run() {
        for (Share share : places.shares()) {
            try (Places.Opened root = places.open(share.folder().toRealPath(), List.of())) {
                sweep(root.folder(), 0);
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

    private void sweep(Folder folder, int depth) throws IOException {
        List<String> folders = new ArrayList<>();
        List<String> leftOver = new ArrayList<>();
        folder.names(name -> (Staged.isLeftOver(name) ? leftOver : folders).add(name));
        for (String name : leftOver) {
            Removal.all(folder, name);
            removed++;
        }
        for (String name : folders) {
            Optional<Facts> facts = stopped ? Optional.empty() : folder.stat(name);
            if (facts.isPresent() && facts.get().kind() == Facts.Kind.FOLDER && depth < MAX_DEPTH) {
                try (Folder inner = folder.folder(name)) {
                    sweep(inner, depth + 1);
                } catch (IOException e) {
                    LOG.debug("a folder of a share could not be swept");
                }
            }
        }
    }
}
