package org.myrmex.webdav.methods;

import java.io.IOException;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.webdav.kept.Claim;
import org.myrmex.webdav.kept.Journal;
import org.myrmex.webdav.kept.NotKeptException;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes of files that what is kept beside them must follow, whatever happens in between. */
final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private Following() {}

    /**
     * Waits for others who change one of these places, and asks for locks once more: whoever was waited for may have taken one. To be
     * closed.
     */
    static Claim claim(Exchange exchange, String... places)
            throws RefusedException, DavException, BadPathException, IOException {
        Claim claim = exchange.beside()
                .journal()
                .claim(places)
                .orElseThrow(() -> new RefusedException(Status.BUSY, "somebody else is changing it; try again"));
        boolean free = false;
        try {
            exchange.guard().again();
            free = true;
            return claim;
        } finally {
            if (!free) {
                claim.close();
            }
        }
    }

    /** To be called before something is made where nothing is: nothing hangs on it then that was another one's. */
    static void fresh(Exchange exchange, DavPath path)
            throws RefusedException, DavException, BadPathException, IOException {
        String place = exchange.place(path);
        Claim claim = claim(exchange, place);
        try {
            freshInClaim(exchange, path, place);
        } finally {
            claim.close();
        }
    }

    /** The same for whoever has claimed the place. */
    static void freshInClaim(Exchange exchange, DavPath path, String place) throws DavException, IOException {
        // most often nothing hangs there, and the disk need not be asked
        if (exchange.beside().properties().any(place) && exchange.stat(path).isEmpty()) {
            exchange.beside().properties().fresh(place);
        }
    }

    static void delete(Exchange exchange, DavPath path, Preconditions preconditions)
            throws RefusedException, DavException, BadPathException, IOException {
        String place = exchange.place(path);
        Claim claim = claim(exchange, place);
        try {
            Journal journal = exchange.beside().journal();
            Journal.Open change = journal.deleting(path.tree(), exchange.inTree(path), place);
            try {
                exchange.tree(path).delete(exchange.call(), exchange.inTree(path), preconditions);
            } catch (DavException e) {
                failed(exchange, change, path, path, e);
                throw e;
            } catch (IOException | RuntimeException e) {
                settle(exchange, change, path, path);
                throw e;
            }
            unlock(() -> exchange.beside().locks().gone(place));
            journal.done(change);
        } finally {
            claim.close();
        }
    }

    /** Moves what the request is about; tells whether something was replaced. */
    static boolean move(Exchange exchange, Target target)
            throws RefusedException, DavException, BadPathException, IOException {
        DavPath from = exchange.path();
        String fromPlace = exchange.place(from);
        String toPlace = exchange.place(target.path());
        if (toPlace.equals(fromPlace)) {
            // a name gets letters of another case: until then the disk calls both what it is called now
            toPlace =
                    exchange.place(target.path().parent()) + "/" + target.path().name();
        }
        Claim claim = claim(exchange, fromPlace, toPlace);
        try {
            // asked here: whoever was waited for may have taken it away
            Entry source = exchange.entry();
            Target now = new Target(source, target.path(), exchange.stat(target.path()), target.overwrite());
            Journal.Open change = exchange.beside()
                    .journal()
                    .moving(
                            from.tree(),
                            exchange.inTree(from),
                            exchange.inTree(target.path()),
                            fromPlace,
                            toPlace,
                            source,
                            now.before(),
                            !now.clears());
            boolean replaced = move(exchange, target, change);
            LockTable locks = exchange.beside().locks();
            unlock(() -> locks.gone(fromPlace));
            String arrived = toPlace;
            unlock(() -> locks.emptied(arrived));
            exchange.beside().journal().done(change);
            return replaced;
        } finally {
            claim.close();
        }
    }

    private static boolean move(Exchange exchange, Target target, Journal.Open change)
            throws DavException, IOException {
        DavPath from = exchange.path();
        try {
            return exchange.tree()
                    .move(
                            exchange.call(),
                            exchange.inTree(from),
                            exchange.inTree(target.path()),
                            target.overwrite(),
                            exchange.conditions().change());
        } catch (DavException e) {
            failed(exchange, change, from, target.path(), e);
            throw e;
        } catch (IOException | RuntimeException e) {
            settle(exchange, change, from, target.path());
            throw e;
        }
    }

    /** What was done is done: a lock that the disk keeps for now stands on nothing, and goes at the next start. */
    static void unlock(Runnable unlocking) {
        try {
            unlocking.run();
        } catch (NotKeptException e) {
            LOG.debug("locks of what is gone stay until they are over");
        }
    }

    private static void failed(Exchange exchange, Journal.Open change, DavPath from, DavPath to, DavException e) {
        switch (e.status()) {
            // nothing was there to be changed, or it was not to be
            case NOT_FOUND, PRECONDITION_FAILED, EXISTS ->
                exchange.beside().journal().dropped(change);
            default -> settle(exchange, change, from, to);
        }
    }

    /** After a failure, what is there decides. When that tells nothing, the change stays written down and the next start looks. */
    private static void settle(Exchange exchange, Journal.Open change, DavPath from, DavPath to) {
        try {
            boolean moves = !from.equals(to);
            boolean there = exchange.stat(from).isPresent();
            boolean arrived = moves && exchange.stat(to).isPresent();
            if (there && (arrived || !exchange.beside().journal().replaces(change))) {
                exchange.beside().journal().dropped(change);
            } else if (!there && (arrived || !moves)) {
                exchange.beside().journal().done(change);
            }
        } catch (DavException | IOException | RuntimeException e) {
            LOG.debug("a change that failed is settled at the next start");
        }
    }
}
