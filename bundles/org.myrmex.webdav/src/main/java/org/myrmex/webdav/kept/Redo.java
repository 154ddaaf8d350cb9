package org.myrmex.webdav.kept;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.webdav.lock.LockTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a change that a kill cut off. A move whose source is gone happened, one whose source is there is made again, unless something else
 * has one of the names by now.
 */
final class Redo {
    private static final Logger LOG = LoggerFactory.getLogger(Redo.class);

    private final DavTree tree;
    private final Journal journal;
    private final LockTable locks;
    private final Supplier<Call> calls;
    private final Reach reach;

    Redo(DavTree tree, Journal journal, LockTable locks, Supplier<Call> calls, Reach reach) {
        this.tree = tree;
        this.journal = journal;
        this.locks = locks;
        this.calls = calls;
        this.reach = reach;
    }

    /** Does what is left to do of a change, or stays with what was before; where it cannot know, the change stays written down. */
    void settle(Journal.Open change, Intent intent) throws DavException, IOException {
        Optional<Entry> from = tree.stat(calls.get(), intent.from());
        Optional<Entry> to = tree.stat(calls.get(), intent.to());
        boolean moved =
                intent.kind() == Intent.Kind.MOVING && from.isEmpty() && to.isPresent() && is(intent.moved(), to);
        // what is found where it went need not be missed where it was, which may have been all that was there
        if (!moved && (!reach.isReachable(intent.from()) || !reach.isReachable(intent.to()))) {
            return;
        }
        switch (intent.kind()) {
            case MOVING -> move(change, intent, from, to);
            case DELETING -> {
                if (from.isPresent()) {
                    journal.dropped(change);
                } else {
                    unlock(() -> locks.gone(intent.fromPlace()));
                    journal.done(change);
                }
            }
            case TOUCHING -> {
                if (from.isPresent()) {
                    tree.setModified(calls.get(), intent.from(), intent.micros());
                    journal.done(change);
                } else {
                    journal.dropped(change);
                }
            }
            case STAGING -> {
                if (from.isPresent()) {
                    tree.delete(calls.get(), intent.from(), Preconditions.NONE);
                }
                journal.done(change);
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
            unlock(() -> locks.gone(intent.fromPlace()));
            unlock(() -> locks.emptied(intent.toPlace()));
            journal.done(change);
        } else if (intent.isBuilt()) {
            if (from.isPresent()) {
                tree.delete(calls.get(), intent.from(), Preconditions.NONE);
            }
            journal.done(journal.unbuilt(change));
        } else {
            journal.dropped(change);
        }
    }

    /** A lock that the disk does not give up must not keep properties from following. */
    static void unlock(Runnable unlocking) {
        try {
            unlocking.run();
        } catch (NotKeptException e) {
            LOG.debug("locks of what is gone stay until they are over");
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
}
