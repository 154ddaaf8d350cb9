package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.path.BadPathException;

/** DELETE: a file, or a collection with everything in it. */
final class Delete implements Method {
    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, BadPathException, IOException {
        exchange.needWritableParent(exchange.path(), Status.NOT_FOUND);
        Optional<Entry> entry = exchange.stat();
        boolean collection = entry.map(Entry::collection).orElse(false);
        if (collection) {
            Depth.needInfinity(exchange);
        }
        if (entry.isPresent() && !exchange.conditions().unmodified(entry.get().modifiedMicros())) {
            throw new RefusedException(Status.PRECONDITION_FAILED, "it has changed");
        }
        Following.delete(exchange, exchange.path(), exchange.conditions().change());
        exchange.done(Status.NO_CONTENT);
    }
}
