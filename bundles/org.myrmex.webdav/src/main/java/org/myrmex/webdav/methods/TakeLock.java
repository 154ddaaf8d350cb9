package org.myrmex.webdav.methods;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.webdav.http.EmptyBody;
import org.myrmex.webdav.kept.Claim;
import org.myrmex.webdav.lock.Grant;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.lock.Timeout;
import org.myrmex.webdav.lock.Tokens;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.xml.ActiveLocks;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.LockInfo;
import org.myrmex.webdav.xml.Multistatus;

/** LOCK: takes a write lock, or, without a body, lets one last longer. Where nothing is it makes an empty file (RFC 4918, 7.3). */
final class TakeLock implements Method {
    private static final Preconditions NOTHING_THERE = new Preconditions(Optional.empty(), Optional.of(List.of()));

    private final SecureRandom random = new SecureRandom();

    @Override
    public void answer(Exchange exchange)
            throws RefusedException, DavException, BadPathException, BadXmlException, IOException {
        Lockable.need(exchange);
        byte[] body = exchange.body(LockInfo.MAX_BYTES);
        if (body.length == 0) {
            refresh(exchange);
        } else {
            LockInfo wanted = LockInfo.read(body);
            boolean deep = Depth.deep(exchange);
            String place = exchange.place(exchange.path());
            // from the look at what is there to the file that is made: else a change that ends meanwhile takes the new
            // lock along
            Claim claim = Following.claim(exchange, place);
            try {
                take(exchange, wanted, deep, place);
            } finally {
                claim.close();
            }
        }
    }

    private static long until(Exchange exchange) {
        int seconds = Timeout.parse(exchange.header("Timeout").orElse(""));
        return exchange.nowMicros() + TimeUnit.SECONDS.toMicros(seconds);
    }

    private static void refresh(Exchange exchange)
            throws RefusedException, DavException, BadPathException, IOException {
        if (exchange.header("If").isEmpty()) {
            throw new RefusedException(
                    Status.BAD_REQUEST, "to take a lock send a lockinfo, to refresh one name it in the header If");
        }
        List<Lock> held = exchange.guard().held();
        Optional<Lock> lock = held.isEmpty()
                ? Optional.empty()
                : exchange.beside().locks().refresh(held.get(0).token(), until(exchange), exchange.nowMicros());
        respond(
                exchange,
                Status.OK,
                lock.orElseThrow(() -> new RefusedException(
                        Status.PRECONDITION_FAILED, "lock-token-matches-request-uri", "no lock here has that token")));
    }

    private void take(Exchange exchange, LockInfo wanted, boolean deep, String place)
            throws RefusedException, DavException, BadPathException, IOException {
        Optional<Entry> entry = exchange.stat();
        boolean holds = exchange.conditions().change().hold(entry.flatMap(Entry::etag))
                && exchange.conditions()
                        .unmodified(entry.map(Entry::modifiedMicros).orElse(OptionalLong.empty()));
        if (!holds) {
            throw new RefusedException(Status.PRECONDITION_FAILED, "it has changed");
        }
        if (entry.isEmpty()) {
            exchange.authorise(exchange.path(), "PUT");
            if (exchange.path().slash()) {
                throw new RefusedException(Status.CONFLICT, "make the collection first");
            }
        }
        Lock lock = new Lock(
                Tokens.of(exchange.nowMicros(), random.nextLong()),
                place,
                exchange.path().href("", entry.map(Entry::collection).orElse(false)),
                deep,
                wanted.scope(),
                wanted.ownerXml(),
                exchange.principal(),
                until(exchange),
                entry.isEmpty());
        LockTable locks = exchange.beside().locks();
        Grant grant = locks.grant(lock, exchange.nowMicros());
        switch (grant.outcome()) {
            case CONFLICT -> refuse(exchange, grant.conflicts(), lock);
            case OVER_LIMIT ->
                throw new RefusedException(Status.NO_SPACE, "there are too many locks; unlock some, or wait");
            case GRANTED -> {
                boolean made = lock.made() && make(exchange, lock);
                exchange.response().setHeader("Lock-Token", "<" + lock.token() + ">");
                respond(exchange, made ? Status.CREATED : Status.OK, lock);
            }
        }
    }

    /** The lock is kept by now: whatever happens from here on, a file that nobody writes to goes with it. */
    private static boolean make(Exchange exchange, Lock lock) throws RefusedException, DavException, IOException {
        boolean done = false;
        try {
            Following.freshInClaim(exchange, exchange.path(), lock.place());
            exchange.tree().put(exchange.call(), exchange.inTree(), NOTHING_THERE, new EmptyBody());
            done = true;
            return true;
        } catch (DavException e) {
            if (e.status() != DavException.Status.PRECONDITION_FAILED) {
                throw e;
            }
            // somebody was faster: it is his file
            exchange.beside().locks().written(lock.place());
            done = true;
            return false;
        } finally {
            if (!done) {
                exchange.beside().locks().unlock(lock.token());
            }
        }
    }

    /** Against what is asked for itself 423, against some of what lies below it 207 (RFC 4918, 9.10.6). */
    private static void refuse(Exchange exchange, List<Lock> conflicts, Lock wanted)
            throws RefusedException, IOException {
        List<String> hrefs = LockNames.hrefs(LockNames.seen(exchange, conflicts, exchange.path()));
        boolean below = conflicts.stream().allMatch(lock -> lock.place().startsWith(wanted.place() + "/"));
        // what may not be named is not told from what was asked for
        if (!below
                || hrefs.contains(Exchange.PREFIX
                        + exchange.path().href("", exchange.path().slash()))) {
            throw new RefusedException(Status.LOCKED, "no-conflicting-lock", hrefs, "it is locked");
        }
        exchange.response().setStatus(Status.MULTISTATUS);
        exchange.response().setContentType(Multistatus.TYPE);
        Multistatus answer = new Multistatus(exchange.response().getOutputStream());
        for (String href : hrefs) {
            answer.status(href, Status.LOCKED);
        }
        answer.status(Exchange.PREFIX + wanted.path(), Status.FAILED_DEPENDENCY);
        answer.end();
    }

    private static void respond(Exchange exchange, int status, Lock lock) throws IOException {
        String inner = ActiveLocks.inner(List.of(lock), Exchange.PREFIX, exchange.principal(), exchange.nowMicros());
        exchange.answer(status, Multistatus.TYPE, ActiveLocks.body(inner));
    }
}
