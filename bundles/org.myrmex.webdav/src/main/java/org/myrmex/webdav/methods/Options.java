package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;

/** OPTIONS: what may be done here. */
final class Options implements Method {
    static final String READ_WRITE = "OPTIONS, GET, HEAD, PUT, DELETE, MKCOL, COPY, MOVE, PROPFIND, PROPPATCH";
    static final String READ_ONLY = "OPTIONS, GET, HEAD, COPY, PROPFIND";
    /** Class 1 of RFC 4918: no locks. */
    static final String CLASSES = "1";

    /** Names of a path whose parent is not asked: the root, a tree, and what a tree has at its root. */
    private static final int TOP = 2;

    @Override
    public void answer(Exchange exchange) throws DavException, IOException {
        exchange.response().setHeader("DAV", CLASSES);
        exchange.response().setHeader("MS-Author-Via", "DAV");
        exchange.response().setHeader("Accept-Ranges", "bytes");
        exchange.response().setHeader("Allow", allowed(exchange));
        exchange.done(Status.OK);
    }

    /** Asks the parent, not the resource: to learn of a file of the network, its source would have to be asked. */
    static String allowed(Exchange exchange) throws DavException, IOException {
        boolean top = exchange.path().names().size() <= TOP;
        Optional<Entry> entry =
                top ? exchange.stat() : exchange.stat(exchange.path().parent());
        return entry.map(Entry::writable).orElse(false) ? READ_WRITE : READ_ONLY;
    }
}
