package org.myrmex.mesh.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.myrmex.api.transport.PeerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores who the anchors are whenever they have become others: a peer that is killed has them too. Loop thread only. */
final class Anchors {
    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);

    private final Executor disk;
    private final Supplier<List<PeerAddress>> present;
    private AnchorStorage storage = anchors -> {};
    private List<PeerAddress> stored = List.of();

    Anchors(Executor disk, Supplier<List<PeerAddress>> present) {
        this.disk = disk;
        this.present = present;
    }

    /** Where they are kept, and those that are there already. */
    void storeIn(AnchorStorage where, List<PeerAddress> there) {
        storage = where;
        stored = there;
    }

    /** Forgets those that are stored. */
    void forget() {
        store(List.of());
    }

    /** Every few seconds. None at all is no news: the last ones are worth more then. */
    void tick() {
        List<PeerAddress> anchors = present.get();
        if (!anchors.isEmpty() && !anchors.equals(stored)) {
            store(anchors);
        }
    }

    private void store(List<PeerAddress> anchors) {
        AnchorStorage where = storage;
        try {
            disk.execute(() -> {
                try {
                    where.store(anchors);
                } catch (IOException e) {
                    LOG.warn(
                            "the neighbours for the next start cannot be stored ({}); make room in the home folder",
                            e.getClass().getSimpleName());
                }
            });
            stored = anchors;
        } catch (RejectedExecutionException busy) {
            LOG.debug("anchors are stored at the next tick", busy);
        }
    }
}
