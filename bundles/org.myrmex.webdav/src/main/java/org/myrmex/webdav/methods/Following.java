package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.webdav.kept.Claim;
import org.myrmex.webdav.kept.Journal;
import org.myrmex.webdav.path.DavPath;

/** Changes of files that what is kept beside them must follow, whatever happens in between. */
final class Following {
    private Following() {}

    /** Waits for others who change one of these places. To be closed. */
    static Claim claim(Exchange exchange, String... places) throws RefusedException {
        return exchange.beside()
                .journal()
                .claim(places)
                .orElseThrow(() -> new RefusedException(Status.BUSY, "somebody else is changing it; try again"));
    }

    /** To be called before something is made where nothing is: nothing hangs on it then that was another one's. */
    static void fresh(Exchange exchange, DavPath path) throws RefusedException, DavException, IOException {
        String place = exchange.place(path);
        Claim claim = claim(exchange, place);
        try {
            if (exchange.stat(path).isEmpty()) {
                exchange.beside().properties().fresh(place);
            }
        } finally {
            claim.close();
        }
    }

    static void delete(Exchange exchange, DavPath path, Preconditions preconditions)
            throws RefusedException, DavException, IOException {
        String place = exchange.place(path);
        Claim claim = claim(exchange, place);
        try {
            Journal journal = exchange.beside().journal();
            Journal.Open change = journal.deleting(path.tree(), exchange.inTree(path), place);
            try {
                exchange.tree(path).delete(exchange.call(), exchange.inTree(path), preconditions);
            } catch (DavException | IOException | RuntimeException e) {
                settle(exchange, change, path);
                throw e;
            }
            exchange.beside().locks().gone(place);
            journal.done(change);
        } finally {
            claim.close();
        }
    }

    /** Moves what the request is about; tells whether something was replaced. */
    static boolean move(Exchange exchange, Target target) throws RefusedException, DavException, IOException {
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
            Journal.Open change = exchange.beside()
                    .journal()
                    .moving(
                            from.tree(),
                            exchange.inTree(from),
                            exchange.inTree(target.path()),
                            fromPlace,
                            toPlace,
                            target.source().etag(),
                            !target.clears());
            Optional<Boolean> replaced = Optional.empty();
            try {
                replaced = Optional.of(exchange.tree()
                        .move(
                                exchange.call(),
                                exchange.inTree(from),
                                exchange.inTree(target.path()),
                                target.overwrite(),
                                exchange.conditions().change()));
            } finally {
                if (replaced.isEmpty()) {
                    settle(exchange, change, from);
                }
            }
            exchange.beside().locks().gone(fromPlace);
            if (target.clears()) {
                exchange.beside().locks().emptied(toPlace);
            }
            exchange.beside().journal().done(change);
            return replaced.get();
        } finally {
            claim.close();
        }
    }

    /** After a failure, what is there decides. When not even that can be seen, the next start looks. */
    private static void settle(Exchange exchange, Journal.Open change, DavPath from) {
        try {
            if (exchange.stat(from).isPresent()) {
                exchange.beside().journal().dropped(change);
            } else {
                exchange.beside().journal().done(change);
            }
        } catch (DavException | IOException | RuntimeException e) {
            // the change stays written down as one that was begun
        }
    }
}
