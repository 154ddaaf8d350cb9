package org.myrmex.webdav.methods;

import java.io.IOException;
import org.myrmex.api.dav.DavException;
import org.myrmex.webdav.path.BadPathException;

/** MOVE: within one tree, in one step; properties come along, locks do not. */
final class Move implements Method {
    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, BadPathException, IOException {
        exchange.authorise(exchange.path(), "DELETE");
        exchange.needWritableParent(exchange.path(), Status.NOT_FOUND);
        Target target = Target.of(exchange);
        if (target.source().collection()) {
            Depth.needInfinity(exchange);
        }
        if (exchange.tree(target.path()) != exchange.tree()) {
            throw new RefusedException(Status.OTHER_SERVER, "that is another tree; copy it there, then delete it here");
        }
        boolean replaced = Following.move(exchange, target);
        exchange.done(replaced ? Status.NO_CONTENT : Status.CREATED);
    }
}
