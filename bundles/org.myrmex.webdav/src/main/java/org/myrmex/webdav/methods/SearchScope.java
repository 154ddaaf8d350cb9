package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.path.Destination;
import org.myrmex.webdav.search.Scope;

/**
 * A scope that is there.
 *
 * @param entry what is there
 */
record SearchScope(DavPath path, Scope.Depth depth, Entry entry) {
    private static final String CONDITION = "search-scope-valid";

    /** Finds them; one that is none refuses the whole, as its results would be missed by nobody (RFC 5323, 2.4.1). */
    static List<SearchScope> of(Exchange exchange, List<Scope> scopes)
            throws RefusedException, DavException, IOException {
        List<SearchScope> found = new ArrayList<>();
        for (Scope scope : scopes) {
            DavPath path;
            try {
                path = path(exchange, scope.href());
            } catch (BadPathException e) {
                throw new RefusedException(
                        Status.CONFLICT, CONDITION, "a scope is no place below /dav/ of this server");
            }
            exchange.authorise(path, exchange.request().getMethod());
            if (Asking.isOfWords(path) && scope.depth() != Scope.Depth.ZERO) {
                Asking.again(exchange, path);
            }
            Optional<Entry> entry = path.isReserved() ? Optional.empty() : exchange.stat(path);
            if (entry.isEmpty()) {
                throw new RefusedException(Status.CONFLICT, CONDITION, "there is nothing where a scope leads");
            }
            found.add(new SearchScope(path, scope.depth(), entry.get()));
        }
        return List.copyOf(found);
    }

    /** A whole URI, an absolute path, or a way from what the request names on (RFC 5323, 5.4.1). */
    private static DavPath path(Exchange exchange, String href) throws BadPathException {
        boolean whole = href.startsWith("/") || href.indexOf("://") > 0;
        String way = href.equals(".") ? "" : href.startsWith("./") ? href.substring(2) : href;
        return Destination.parse(
                whole ? href : exchange.path().href(Exchange.PREFIX, true) + way,
                exchange.request().getScheme(),
                exchange.header("Host").orElse(""),
                Exchange.PREFIX);
    }

    /** Whether this resource is in it. */
    boolean reaches(DavPath other) {
        int below = other.names().size() - path.names().size();
        return path.holds(other)
                && switch (depth) {
                    case ZERO -> below == 0;
                    case ONE -> below <= 1;
                    case INFINITY -> true;
                };
    }
}
