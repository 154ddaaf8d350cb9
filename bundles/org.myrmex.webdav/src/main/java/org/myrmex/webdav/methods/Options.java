package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;

/** OPTIONS: what may be done here. */
final class Options implements Method {
    static final String READ_WRITE =
            "OPTIONS, GET, HEAD, PUT, DELETE, MKCOL, COPY, MOVE, LOCK, UNLOCK, PROPFIND, PROPPATCH, SEARCH, REPORT";
    static final String READ_ONLY = "OPTIONS, GET, HEAD, COPY, PROPFIND, SEARCH, REPORT";
    /** Of RFC 4918. */
    private static final String CLASSES = "1, 2, 3";
    /** Where nothing can be written there are no locks; a client that sees class 2 would try. */
    private static final String WITHOUT_LOCKS = "1, 3";

    /** Members of a tree that are looked at for one that can be written. */
    private static final int LOOK = 64;

    @Override
    public void answer(Exchange exchange) throws DavException, IOException {
        boolean writable = isWritable(exchange);
        exchange.response().setHeader("DAV", classes(exchange, writable));
        exchange.response().setHeader("MS-Author-Via", "DAV");
        exchange.response().setHeader("Accept-Ranges", "bytes");
        exchange.response().setHeader("DASL", Search.GRAMMARS);
        exchange.response().setHeader("Allow", writable ? READ_WRITE : READ_ONLY);
        exchange.done(Status.OK);
    }

    static String allowed(Exchange exchange) throws DavException, IOException {
        return isWritable(exchange) ? READ_WRITE : READ_ONLY;
    }

    /** Asks the parent, not the resource: to learn of a file of the network, its source would have to be asked. */
    private static boolean isWritable(Exchange exchange) throws DavException, IOException {
        boolean top = exchange.path().isTop();
        Optional<Entry> entry =
                top ? exchange.stat() : exchange.stat(exchange.path().parent());
        return entry.map(Entry::writable).orElse(false);
    }

    /**
     * The header {@code DAV}. Of a tree's root it tells what holds for what is in it: clients mount that, and ask nowhere else; so
     * with the facade's root.
     */
    static String classes(Exchange exchange, boolean writable) throws DavException, IOException {
        int names = exchange.path().names().size();
        return writable || names == 0 || (names == 1 && holdsWritable(exchange)) ? CLASSES : WITHOUT_LOCKS;
    }

    private static boolean holdsWritable(Exchange exchange) throws DavException, IOException {
        return exchange.isMounted(exchange.path())
                && exchange.tree().children(exchange.call(), "/", "", LOOK).entries().stream()
                        .anyMatch(Entry::writable);
    }
}
