package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.webdav.path.DavPath;

/**
 * Goes through what lies below a collection, each folder before what is in it. Of each folder that it is in it holds a page, or
 * what gives the members of a larger one. Folders that vanish meanwhile are passed over. Ends when nobody waits for it. One thread.
 */
final class Walk {
    private static final int PAGE = 256;
    /** Each page of a tree reads the whole folder, so few of them. */
    private static final int LONG_PAGE = 4_096;
    /** Folders in each other: more than people make, and a bound for a tree that never ends. */
    private static final int MAX_DEPTH = 64;
    /** Members between two looks at whether the client has gone. */
    private static final int LOOK = 256;

    private final Exchange exchange;
    private final long untilMicros;
    private final Predicate<DavPath> enters;
    private final int page;
    private final boolean byName;
    private Outcome outcome = Outcome.WHOLE;

    /** What came of it. */
    enum Outcome {
        /** All was seen. */
        WHOLE,
        /** All that there is now; more may turn up. */
        GROWING,
        /** Folders in it could not be read. */
        PARTIAL,
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

    /** What gives the members of a folder one by one. */
    private interface Source {
        Optional<Entry> next() throws DavException, IOException;

        void close();
    }

    /** A folder that it is in. */
    private record Level(DavPath path, Source source) {}

    private Walk(Exchange exchange, long untilMicros, Predicate<DavPath> enters, int page, boolean byName) {
        this.exchange = exchange;
        this.untilMicros = untilMicros;
        this.enters = enters;
        this.page = page;
        this.byName = byName;
    }

    /**
     * One that sees members in whatever order is cheap.
     *
     * @param untilMicros when it gives up, microseconds since 1970
     * @param enters collections that it goes into
     */
    static Walk asTheyCome(Exchange exchange, long untilMicros, Predicate<DavPath> enters) {
        return new Walk(exchange, untilMicros, enters, PAGE, false);
    }

    /**
     * One that sees the members of each folder by name, if that is the order of its tree's pages; goes everywhere. It fails where a
     * folder cannot be read that is there: its members would be taken for gone, and deleted where there are copies of them.
     */
    static Walk byName(Exchange exchange, long untilMicros) {
        return new Walk(exchange, untilMicros, path -> true, LONG_PAGE, true);
    }

    /** Shows members, or all that is below. Fails only if the collection itself cannot be listed. */
    Outcome below(DavPath collection, boolean deep, Visitor visitor) throws DavException, IOException {
        Deque<Level> open = new ArrayDeque<>();
        outcome = Outcome.WHOLE;
        int seen = 0;
        try {
            open.push(level(collection));
            while (!open.isEmpty()) {
                if (exchange.nowMicros() >= untilMicros) {
                    return Outcome.OVER_LIMIT;
                }
                if (seen++ % LOOK == 0) {
                    exchange.needClient();
                }
                Level level = open.peek();
                Optional<Entry> entry = next(level, open.size() == 1);
                if (entry.isEmpty()) {
                    open.pop().source().close();
                    continue;
                }
                boolean folder = entry.get().collection();
                DavPath path = level.path().child(entry.get().name(), folder);
                if (!exchange.shows(path)) {
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
            open.forEach(level -> level.source().close());
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
            pass(path, e);
        }
    }

    private Optional<Entry> next(Level level, boolean first) throws DavException, IOException {
        try {
            return level.source().next();
        } catch (DavException e) {
            if (first) {
                throw e;
            }
            pass(level.path(), e);
            return Optional.empty();
        }
    }

    /** Passes over a folder that cannot be listed, if it may. */
    private void pass(DavPath path, DavException why) throws DavException, IOException {
        boolean gone = why.status() == DavException.Status.NOT_FOUND;
        if (byName && !(gone && exchange.stat(path).filter(Entry::collection).isEmpty())) {
            throw new DavException(
                    DavException.Status.BUSY, "a folder in it cannot be read now; look at its rights, or at its disk");
        }
        outcome = gone ? outcome : outcome.and(Outcome.PARTIAL);
    }

    /** Small folders are read at once, so that few are open. */
    private Level level(DavPath path) throws DavException, IOException {
        Page first = page(path, "");
        if (!first.complete()) {
            outcome = outcome.and(Outcome.GROWING);
        }
        return new Level(path, byName || first.next().isEmpty() ? new Pages(path, first) : new Members(path));
    }

    private Page page(DavPath path, String cursor) throws DavException, IOException {
        exchange.needClient();
        return exchange.tree(path).children(exchange.call(), exchange.inTree(path), cursor, page);
    }

    /** Page by page. */
    private final class Pages implements Source {
        private final DavPath path;
        private Iterator<Entry> entries;
        private Optional<String> next;

        Pages(DavPath path, Page first) {
            this.path = path;
            this.entries = first.entries().iterator();
            this.next = first.next();
        }

        @Override
        public Optional<Entry> next() throws DavException, IOException {
            while (!entries.hasNext() && next.isPresent()) {
                Page more = page(path, next.get());
                entries = more.entries().iterator();
                next = more.next();
            }
            return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    /** All in one go. */
    private final class Members implements Source {
        private final DavMembers members;

        Members(DavPath path) throws DavException, IOException {
            members = exchange.tree(path).members(exchange.call(), exchange.inTree(path));
        }

        @Override
        public Optional<Entry> next() throws DavException, IOException {
            return members.next(exchange.call());
        }

        @Override
        public void close() {
            members.close();
        }
    }
}
