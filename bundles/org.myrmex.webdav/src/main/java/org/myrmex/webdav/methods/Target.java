package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;

/**
 * Where a COPY or MOVE leads, checked.
 *
 * @param source what is there
 * @param path of the destination
 * @param before what is there now
 * @param overwrite whether it may be replaced
 */
record Target(Entry source, DavPath path, Optional<Entry> before, boolean overwrite) {
    static Target of(Exchange exchange) throws RefusedException, DavException, BadPathException, IOException {
        DavPath path = exchange.destination();
        boolean overwrite = overwrite(exchange.header("Overwrite").orElse("T"));
        exchange.authorise(path, "PUT");
        if (path.isReserved()) {
            throw new RefusedException(Status.FORBIDDEN, "names that begin so are the peer's own; use another one");
        }
        if (path.holds(exchange.path()) || exchange.path().holds(path)) {
            throw new RefusedException(Status.FORBIDDEN, "source and destination are one or lie in each other");
        }
        exchange.needWritableParent(path, Status.CONFLICT);
        Entry source = exchange.entry();
        // of whatever tree: a disk may be shown by two
        if (!isOtherCase(exchange, path) && lieInEachOther(exchange.place(exchange.path()), exchange.place(path))) {
            throw new RefusedException(Status.FORBIDDEN, "source and destination are one place under two names");
        }
        Optional<Entry> before = exchange.stat(path);
        if (before.isPresent() && !overwrite) {
            throw new RefusedException(Status.PRECONDITION_FAILED, "something is there, and Overwrite is F");
        }
        if (!exchange.conditions().change().hold(source.etag())
                || !exchange.conditions().unmodified(source.modifiedMicros())) {
            throw new RefusedException(Status.PRECONDITION_FAILED, "it has changed");
        }
        Target target = new Target(source, path, before, overwrite);
        if (target.clears()) {
            exchange.authorise(path, "DELETE");
        }
        return target;
    }

    private static boolean lieInEachOther(String one, String other) {
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }

    /** On disks that do not tell large letters from small ones, a MOVE is how a name gets another case. */
    private static boolean isOtherCase(Exchange exchange, DavPath to) {
        DavPath from = exchange.path();
        return exchange.request().getMethod().equals("MOVE")
                && from.parent().equals(to.parent())
                && from.name().equalsIgnoreCase(to.name());
    }

    /** Whether a folder goes for it, or goes there: all that a file does is to replace a file in one step. */
    boolean clears() {
        return before.isPresent() && (before.get().collection() || source.collection());
    }

    private static boolean overwrite(String header) throws RefusedException {
        return switch (header.strip()) {
            case "T", "t" -> true;
            case "F", "f" -> false;
            default -> throw new RefusedException(Status.BAD_REQUEST, "Overwrite is T or F");
        };
    }
}
