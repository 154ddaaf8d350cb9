package org.myrmex.webdav.kept;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a tree and what is kept beside it together after a kill. It looks at nothing but what is there: first
 * what was under way ({@link Redo}), then what hangs on nothing any more.
 */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    /** Looked at before anybody is served; locks on what is gone would refuse what may be done. */
    private static final int LOCKS_AT_ONCE = 256;

    private static final int PAGE = 256;

    private final String name;
    private final DavTree tree;
    private final Kept kept;
    private final LockTable locks;
    private final Supplier<Call> calls;
    private final Reach reach;
    private final Redo redo;

    /**
     * Of one tree.
     *
     * @param name under which it is mounted
     * @param calls a call for each step
     */
    public Recovery(String name, DavTree tree, Kept kept, LockTable locks, Supplier<Call> calls) {
        this.name = name;
        this.tree = tree;
        this.kept = kept;
        this.locks = locks;
        this.calls = calls;
        reach = new Reach(tree, calls);
        redo = new Redo(tree, kept.journal(), locks, calls, reach);
    }

    /**
     * What must be done before the tree is served.
     *
     * @throws NotKeptException when what is kept cannot be read or written; to be asked again
     */
    public void first() {
        // over all of it: nobody is answered meanwhile
        long until = Claims.patience();
        for (Journal.Open change : kept.journal().left(name)) {
            settle(change, until);
        }
        kept.locks().all().stream().limit(LOCKS_AT_ONCE).forEach(lock -> unlockWhatIsGone(lock, until));
    }

    /** Waits for its turn: what this tree shows, one that is served already may show, too. */
    private void settle(Journal.Open change, long untilNanos) {
        Intent intent = change.intent().orElseThrow();
        Optional<Claim> claim = kept.journal().claim(untilNanos, intent.fromPlace(), intent.toPlace());
        if (claim.isEmpty()) {
            LOG.debug("a change that a kill cut off waits for the next start: its files are being changed");
            return;
        }
        try {
            redo.settle(change, intent);
        } catch (NotKeptException e) {
            throw e;
        } catch (DavException | IOException | RuntimeException e) {
            // it stays written down: a disk that is not there now may be there at the next start
            LOG.debug("a change that a kill cut off could not be settled: {}", e.getClass());
        } finally {
            claim.get().close();
        }
    }

    /**
     * What may be done while the tree is served: properties and locks of what went behind our back.
     *
     * @param stopped whether to give up
     */
    public void then(BooleanSupplier stopped) {
        kept.locks().all().stream()
                .skip(LOCKS_AT_ONCE)
                .takeWhile(lock -> !stopped.getAsBoolean())
                .forEach(lock -> unlockWhatIsGone(lock, Claims.patience()));
        String root = "/" + name;
        String after = "";
        int dropped = 0;
        while (!stopped.getAsBoolean()) {
            Map<String, String> page = kept.properties().places(after, PAGE);
            if (page.isEmpty()) {
                break;
            }
            for (Map.Entry<String, String> place : page.entrySet()) {
                after = place.getKey();
                if (place.getValue().startsWith(root + "/")) {
                    String path = place.getValue().substring(root.length());
                    dropped += isGone(place.getKey(), path) && forget(place.getKey(), path) ? 1 : 0;
                }
            }
        }
        if (dropped > 0) {
            LOG.info("dropped the properties of {} files and folders that are gone", dropped);
        }
    }

    private void unlockWhatIsGone(Lock lock, long untilNanos) {
        try {
            DavPath path = DavPath.parse(lock.path());
            if (!path.isRoot() && path.tree().equals(name) && isGone(lock.place(), path.inTree())) {
                Redo.unlock(() -> unlock(lock, path.inTree(), untilNanos));
            }
        } catch (BadPathException e) {
            // of no tree that there is
        }
    }

    private void unlock(Lock lock, String path, long untilNanos) {
        Optional<Claim> claim = kept.journal().claim(untilNanos, lock.place());
        if (claim.isPresent()) {
            try {
                if (isGone(lock.place(), path)) {
                    locks.gone(lock.place());
                }
            } finally {
                claim.get().close();
            }
        }
    }

    /** Asks again while nobody can make something there. */
    private boolean forget(String place, String path) {
        Optional<Claim> claim = kept.journal().claim(place);
        if (claim.isEmpty()) {
            return false;
        }
        try {
            boolean gone = isGone(place, path);
            if (gone) {
                kept.properties().fresh(place);
            }
            return gone;
        } finally {
            claim.get().close();
        }
    }

    private boolean isGone(String place, String path) {
        try {
            return tree.stat(calls.get(), path).isEmpty()
                    && reach.isReachable(path)
                    && PlaceKey.of(name, tree.place(calls.get(), path)).equals(place);
        } catch (DavException | IOException | RuntimeException e) {
            return false;
        }
    }
}
