package org.myrmex.webdav.methods;

import java.io.IOException;
import org.myrmex.api.dav.DavException;

/** MKCOL: an empty collection. */
final class MakeCollection implements Method {
    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, IOException {
        if (exchange.hasBody()) {
            throw new RefusedException(Status.UNSUPPORTED_TYPE, "MKCOL takes no body");
        }
        exchange.tree().makeCollection(exchange.call(), exchange.inTree());
        exchange.done(Status.CREATED);
    }
}
