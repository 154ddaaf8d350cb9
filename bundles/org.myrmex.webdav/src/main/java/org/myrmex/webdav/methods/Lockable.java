package org.myrmex.webdav.methods;

import java.io.IOException;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.path.DavPath;

/** Where locks mean something: where something can be written. */
final class Lockable {
    private Lockable() {}

    /** Refuses, with 403, what cannot be written, and with 409 what has no collection to be in. */
    static void need(Exchange exchange) throws RefusedException, DavException, IOException {
        DavPath path = exchange.path();
        // what a tree has at its root can be written to, though the root cannot
        if (!path.isTop() || !exchange.stat().map(Entry::writable).orElse(false)) {
            exchange.needWritableParent(path, Status.CONFLICT);
        }
    }
}
