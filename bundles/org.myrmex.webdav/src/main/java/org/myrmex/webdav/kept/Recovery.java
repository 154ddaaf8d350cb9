package org.myrmex.webdav.kept;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a tree and what is kept beside it together after a kill. It looks at nothing but what is there: a move whose source is gone
 * happened, one whose source is there is made again, unless something else has one of the names by now.
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
    }

    /** What must be done before the tree is served. */
    public void first() {
        for (Journal.Open change : kept.journal().left(name)) {
            try {
                settle(change, change.intent().orElseThrow());
            } catch (DavException | IOException | RuntimeException e) {
                // it stays written down: a disk that is not there now may be there at the next start
                LOG.debug("a change that a kill cut off could not be settled: {}", e.getClass());
            }
        }
        kept.locks().all().stream().limit(LOCKS_AT_ONCE).forEach(this::unlockWhatIsGone);
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
                .forEach(this::unlockWhatIsGone);
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

    private void settle(Journal.Open change, Intent intent) throws DavException, IOException {
        Optional<Entry> from = tree.stat(calls.get(), intent.from());
        Optional<Entry> to = tree.stat(calls.get(), intent.to());
        boolean moved =
                intent.kind() == Intent.Kind.MOVING && from.isEmpty() && to.isPresent() && is(intent.moved(), to);
        // what is found where it went need not be missed where it was, which may have been all that was there
        if (!moved && (!isReachable(intent.from()) || !isReachable(intent.to()))) {
            return;
        }
        switch (intent.kind()) {
            case MOVING -> move(change, intent, from, to);
            case DELETING -> {
                if (from.isPresent()) {
                    kept.journal().dropped(change);
                } else {
                    locks.gone(intent.fromPlace());
                    kept.journal().done(change);
                }
            }
            case TOUCHING -> {
                if (from.isPresent()) {
                    tree.setModified(calls.get(), intent.from(), intent.micros());
                    kept.journal().done(change);
                } else {
                    kept.journal().dropped(change);
                }
            }
            case STAGING -> {
                if (from.isPresent()) {
                    tree.delete(calls.get(), intent.from(), Preconditions.NONE);
                }
                kept.journal().done(change);
            }
        }
    }

    private void move(Journal.Open change, Intent intent, Optional<Entry> from, Optional<Entry> to)
            throws DavException, IOException {
        boolean arrived = hasArrived(intent, from, to);
        if (!arrived && isToBeMoved(intent, from, to)) {
            tree.move(calls.get(), intent.from(), intent.to(), intent.before().isPresent(), Preconditions.NONE);
            arrived = true;
        }
        if (arrived) {
            locks.gone(intent.fromPlace());
            locks.emptied(intent.toPlace());
            kept.journal().done(change);
        } else if (intent.isBuilt()) {
            if (from.isPresent()) {
                tree.delete(calls.get(), intent.from(), Preconditions.NONE);
            }
            kept.journal().done(kept.journal().unbuilt(change));
        } else {
            kept.journal().dropped(change);
        }
    }

    private static boolean hasArrived(Intent intent, Optional<Entry> from, Optional<Entry> to) {
        // one file may have both names, where the disk does not tell them apart
        boolean file = to.isPresent() && to.get().etag().isPresent();
        return is(intent.moved(), to)
                ? !is(intent.moved(), from) || file
                : to.isPresent() && from.isEmpty() && !is(intent.before(), to);
    }

    /** Where something was and nothing is, what was there stands aside and goes with the next sweep: it must have its successor. */
    private static boolean isToBeMoved(Intent intent, Optional<Entry> from, Optional<Entry> to) {
        boolean aside = to.isEmpty() && intent.before().isPresent();
        return from.isPresent()
                && (to.isEmpty() || is(intent.before(), to))
                && (aside || intent.isBuilt() || is(intent.moved(), from));
    }

    private static boolean is(Optional<String> state, Optional<Entry> there) {
        return state.isPresent() && state.equals(there.map(Intent::state));
    }

    private void unlockWhatIsGone(Lock lock) {
        try {
            DavPath path = DavPath.parse(lock.path());
            if (!path.isRoot() && path.tree().equals(name) && isGone(lock.place(), path.inTree())) {
                unlock(lock, path.inTree());
            }
        } catch (BadPathException e) {
            // of no tree that there is
        }
    }

    private void unlock(Lock lock, String path) {
        Optional<Claim> claim = kept.journal().claim(lock.place());
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
                    && isReachable(path)
                    && PlaceKey.of(name, tree.place(calls.get(), path)).equals(place);
        } catch (DavException | IOException | RuntimeException e) {
            return false;
        }
    }

    /** Whether what is missing is gone: where the top is missing or empty, a disk may only be unplugged. */
    private boolean isReachable(String path) throws DavException, IOException {
        String top = top(path);
        Optional<Entry> entry = tree.stat(calls.get(), top);
        if (top.equals(path) || entry.filter(Entry::collection).isEmpty()) {
            return entry.isPresent();
        }
        Page page = tree.children(calls.get(), top, "", PAGE);
        return !page.entries().isEmpty() || page.next().isPresent();
    }

    /** What lies in a root that can be written is on its disk; what lies in another one may be a disk of its own. */
    private String top(String path) throws DavException, IOException {
        if (tree.stat(calls.get(), "/").filter(Entry::writable).isPresent()) {
            return "/";
        }
        int slash = path.indexOf('/', 1);
        return slash < 0 ? path : path.substring(0, slash);
    }
}
