package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.webdav.kept.Claim;
import org.myrmex.webdav.kept.NotKeptException;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the empty files that LOCK made and nobody ever wrote to, once their locks are over. */
final class Overdue {
    /** For one request, which waits for it. */
    private static final int MOST = 32;

    /** For the turns at all of them. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = LoggerFactory.getLogger(Overdue.class);

    private Overdue() {}

    /**
     * Before anything is answered: no client sees a file of a lock that is over. But on a full disk what is there can still be read, and
     * what no lock was on be deleted to make room.
     */
    static void settle(Exchange exchange) {
        if (exchange.beside().locks().isQuiet(exchange.nowMicros())) {
            return;
        }
        try {
            settleSome(exchange);
        } catch (NotKeptException e) {
            LOG.debug("locks that are over wait for room on the disk");
        }
    }

    private static void settleSome(Exchange exchange) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        LockTable locks = exchange.beside().locks();
        Deque<Lock> given = new ArrayDeque<>(locks.overdue(MOST, exchange.nowMicros()));
        try {
            while (!given.isEmpty()) {
                settle(exchange, given.element(), until);
                given.remove();
            }
        } finally {
            locks.giveBack(given);
        }
    }

    private static void settle(Exchange exchange, Lock lock, long untilNanos) {
        try {
            DavPath path = DavPath.parse(lock.path());
            if (exchange.isMounted(path)) {
                remove(exchange, path, lock.place(), untilNanos);
                exchange.beside().locks().settle(lock);
            }
        } catch (BadPathException | DavException | IOException | RuntimeException e) {
            // it was changed this very moment, or its tree fails: what is there stays
            exchange.beside().locks().settle(lock);
        }
    }

    /** Nobody gets a lock on it between the look at it and its going. Whose turn does not come leaves it where it is. */
    private static void remove(Exchange exchange, DavPath path, String place, long untilNanos)
            throws DavException, IOException {
        Optional<Claim> claim = exchange.beside().journal().claim(untilNanos, place);
        if (claim.isPresent()) {
            try {
                removeInClaim(exchange, path, place);
            } finally {
                claim.get().close();
            }
        }
    }

    private static void removeInClaim(Exchange exchange, DavPath path, String place) throws DavException, IOException {
        Optional<Entry> entry = exchange.stat(path).filter(Overdue::isEmptyFile);
        boolean same = entry.isPresent() && exchange.place(path).equals(place);
        boolean free = exchange.beside().locks().at(place, exchange.nowMicros()).isEmpty();
        if (same && free) {
            Preconditions unchanged =
                    new Preconditions(Optional.of(List.of(entry.get().etag().orElseThrow())), Optional.empty());
            exchange.tree(path).delete(exchange.ownCall(), exchange.inTree(path), unchanged);
        }
    }

    private static boolean isEmptyFile(Entry entry) {
        return !entry.collection()
                && entry.sizeBytes().orElse(-1) == 0
                && entry.etag().isPresent();
    }
}
