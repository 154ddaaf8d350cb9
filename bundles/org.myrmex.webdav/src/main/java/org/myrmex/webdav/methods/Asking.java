package org.myrmex.webdav.methods;

import java.io.IOException;
import org.myrmex.api.dav.DavException;
import org.myrmex.webdav.path.DavPath;

/** The folders of the network's searches, as far as methods know of them. */
final class Asking {
    static final DavPath NETWORK = DavPath.ROOT.child("network", true);
    static final DavPath SEARCHES = NETWORK.child("search", true);

    private Asking() {}

    /** Whether it is the folder of some words. */
    static boolean isOfWords(DavPath path) {
        return path.names().size() == SEARCHES.names().size() + 1 && SEARCHES.holds(path);
    }

    /** Makes the folder of some words, if it is not there: only a person's wish leads here. What is no question stays not there. */
    static void again(Exchange exchange, DavPath folder) throws DavException, IOException {
        if (exchange.stat(folder).isPresent()) {
            return;
        }
        try {
            exchange.tree(folder).makeCollection(exchange.call(), exchange.inTree(folder));
        } catch (DavException e) {
            if (e.status() == DavException.Status.BUSY) {
                throw e;
            }
        }
    }
}
