package org.myrmex.webdav.methods;

import java.util.Collection;
import java.util.List;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;

/**
 * How locks are called in an answer: as by whoever took them (RFC 4918, 14.12). Another tree may show the same thing to somebody who must
 * not know the names of the first one; he is told of the path that he came by.
 */
final class LockNames {
    /** Locks that are named in a refusal; the rest only makes it long. */
    private static final int MAX_NAMED = 100;

    private LockNames() {}

    static Lock seen(Exchange exchange, Lock lock, DavPath by) {
        // who came this far may know all below the same top
        boolean near = !by.isTop() && lock.path().startsWith(by.top().href("", true));
        return near || maySee(exchange, lock.path()) ? lock : lock.called(by.href("", by.slash()));
    }

    static List<Lock> seen(Exchange exchange, Collection<Lock> locks, DavPath by) {
        return locks.stream().map(lock -> seen(exchange, lock, by)).toList();
    }

    private static boolean maySee(Exchange exchange, String path) {
        try {
            exchange.authorise(DavPath.parse(path), "PROPFIND");
            return true;
        } catch (BadPathException | RefusedException e) {
            return false;
        }
    }

    /** What to name where these are in the way. */
    static List<String> hrefs(Collection<Lock> locks) {
        return locks.stream()
                .map(lock -> Exchange.PREFIX + lock.path())
                .distinct()
                .limit(MAX_NAMED)
                .toList();
    }
}
