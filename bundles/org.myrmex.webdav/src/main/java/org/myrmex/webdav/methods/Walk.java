package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.path.Names;

/**
 * Goes through what lies below a collection, each folder before what is in it. Of each folder that it is in it holds a page, or
 * what gives the members of a larger one. Folders that vanish or cannot be read meanwhile are passed over. One thread.
 */
final class Walk {
    private static final int PAGE = 256;
    /** Folders in each other: more than people make, and a bound for a tree that never ends. */
    private static final int MAX_DEPTH = 64;
    /** Names of a path below which access rules hold as a whole: the tree and what it has at its root. */
    private static final int RULED = 2;

    private final Exchange exchange;
    private final long untilMicros;
    private final Predicate<DavPath> enters;
    private Outcome outcome = Outcome.WHOLE;

    /** What came of it. */
    enum Outcome {
        /** All was seen. */
        WHOLE,
        /** All that there is now; more may turn up. */
        GROWING,
        /** The visitor has seen enough. */
        ENDED,
        /** It took too long, or the folders are too deep. */
        OVER_LIMIT;

        Outcome and(Outcome other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /** Sees one resource after the other. */
    @FunctionalInterface
    interface Visitor {
        /** Whether it wants to see more. */
        boolean see(DavPath path, Entry entry) throws DavException, IOException;
    }

    /** A folder and how far it was read. */
    private static final class Level {
        private final DavPath path;
        private final Iterator<Entry> page;
        private final Optional<DavMembers> large;

        Level(DavPath path, Iterator<Entry> page, Optional<DavMembers> large) {
            this.path = path;
            this.page = page;
            this.large = large;
        }

        Optional<Entry> next(Call call) throws DavException, IOException {
            if (large.isPresent()) {
                return large.get().next(call);
            }
            return page.hasNext() ? Optional.of(page.next()) : Optional.empty();
        }

        void close() {
            large.ifPresent(DavMembers::close);
        }
    }

    /**
     * Prepares one.
     *
     * @param untilMicros when it gives up, microseconds since 1970
     * @param enters collections that it goes into
     */
    Walk(Exchange exchange, long untilMicros, Predicate<DavPath> enters) {
        this.exchange = exchange;
        this.untilMicros = untilMicros;
        this.enters = enters;
    }

    /** Shows members, or all that is below. Fails only if the collection itself cannot be listed. */
    Outcome below(DavPath collection, boolean deep, Visitor visitor) throws DavException, IOException {
        Deque<Level> open = new ArrayDeque<>();
        outcome = Outcome.WHOLE;
        try {
            open.push(level(collection));
            while (!open.isEmpty()) {
                if (exchange.nowMicros() >= untilMicros) {
                    return Outcome.OVER_LIMIT;
                }
                Level level = open.peek();
                Optional<Entry> entry = level.next(exchange.call());
                if (entry.isEmpty()) {
                    open.pop().close();
                    continue;
                }
                boolean folder = entry.get().collection();
                DavPath path = level.path.child(entry.get().name(), folder);
                if (!Names.isShown(path.name()) || !allowed(path)) {
                    continue;
                }
                if (!visitor.see(path, entry.get())) {
                    return Outcome.ENDED;
                }
                if (deep && folder && enters.test(path)) {
                    enter(open, path);
                }
            }
            return outcome;
        } finally {
            open.forEach(Level::close);
        }
    }

    private void enter(Deque<Level> open, DavPath path) throws DavException, IOException {
        if (open.size() == MAX_DEPTH) {
            outcome = Outcome.OVER_LIMIT;
            return;
        }
        try {
            open.push(level(path));
        } catch (DavException e) {
            if (e.status() == DavException.Status.BUSY) {
                throw e;
            }
        }
    }

    /** Small folders are read at once, so that few are open. */
    private Level level(DavPath path) throws DavException, IOException {
        DavTree tree = exchange.tree(path);
        Page page = tree.children(exchange.call(), exchange.inTree(path), "", PAGE);
        if (!page.complete()) {
            outcome = outcome.and(Outcome.GROWING);
        }
        return page.next().isEmpty()
                ? new Level(path, page.entries().iterator(), Optional.empty())
                : new Level(
                        path,
                        Collections.emptyIterator(),
                        Optional.of(tree.members(exchange.call(), exchange.inTree(path))));
    }

    private boolean allowed(DavPath path) {
        if (path.names().size() > RULED) {
            return true;
        }
        try {
            exchange.authorise(path, exchange.request().getMethod());
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }
}
