package org.myrmex.mesh.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.myrmex.api.transport.PeerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores who the anchors are whenever they have become others: a peer that is killed has them too. One write at a time, so that
 * none overtakes a later one; what could not be written is tried again at the next tick. Loop thread only.
 */
final class Anchors {
    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);

    private final Executor loop;
    private final Executor disk;
    private final Supplier<List<PeerAddress>> present;
    private AnchorStorage storage = anchors -> {};
    private List<PeerAddress> wanted = List.of();
    /** What is there for certain; null while that is unknown. */
    private List<PeerAddress> stored = List.of();

    private boolean writing;
    private boolean complained;

    Anchors(Executor loop, Executor disk, Supplier<List<PeerAddress>> present) {
        this.loop = loop;
        this.disk = disk;
        this.present = present;
    }

    /** Where they are kept, and those that are there already. */
    void storeIn(AnchorStorage where, List<PeerAddress> there) {
        storage = where;
        wanted = there;
        stored = there;
    }

    /** Forgets those that are stored. */
    void forget() {
        wanted = List.of();
        store();
    }

    /** Every few seconds. None at all is no news: the last ones are worth more then. */
    void tick() {
        List<PeerAddress> anchors = present.get();
        if (!anchors.isEmpty()) {
            wanted = anchors;
        }
        store();
    }

    private void store() {
        if (writing || wanted.equals(stored)) {
            return;
        }
        List<PeerAddress> anchors = wanted;
        AnchorStorage where = storage;
        try {
            writing = true;
            disk.execute(() -> {
                Exception failure = write(where, anchors);
                loop.execute(() -> written(anchors, failure));
            });
        } catch (RejectedExecutionException busy) {
            writing = false;
            LOG.debug("anchors are stored at the next tick", busy);
        }
    }

    /** On a thread of the disk's. @return what went wrong; null when nothing did */
    private static Exception write(AnchorStorage where, List<PeerAddress> anchors) {
        try {
            where.store(anchors);
            return null;
        } catch (IOException | RuntimeException e) {
            return e;
        }
    }

    private void written(List<PeerAddress> anchors, Exception failure) {
        writing = false;
        if (failure == null) {
            stored = anchors;
            complained = false;
            store(); // they may have become others meanwhile
            return;
        }
        stored = null;
        if (!complained) {
            complained = true; // not at every tick
            LOG.warn(
                    "the neighbours for the next start cannot be stored ({}); make room in the home folder",
                    failure.getClass().getSimpleName());
        }
    }
}
