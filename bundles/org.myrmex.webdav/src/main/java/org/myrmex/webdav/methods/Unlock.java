package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.webdav.lock.Lock;

/** UNLOCK: ends a lock. The empty file that LOCK may have made stays (RFC 4918, 7.3). */
final class Unlock implements Method {
    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, IOException {
        Lockable.need(exchange);
        String token = LockToken.of(exchange)
                .orElseThrow(
                        () -> new RefusedException(Status.BAD_REQUEST, "the header Lock-Token says which, as <URI>"));
        Optional<Lock> lock =
                exchange.beside().locks().covering(exchange.place(exchange.path()), exchange.nowMicros()).stream()
                        .filter(one -> one.token().equals(token))
                        .findFirst();
        if (lock.isEmpty()) {
            throw new RefusedException(
                    Status.CONFLICT, "lock-token-matches-request-uri", "what is here has no lock with that token");
        }
        if (!lock.get().principal().equals(exchange.principal())) {
            throw new RefusedException(Status.FORBIDDEN, "that lock is somebody else's");
        }
        exchange.beside().locks().unlock(token);
        exchange.done(Status.NO_CONTENT);
    }
}
