package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.lock.BadIfException;
import org.myrmex.webdav.lock.IfHeader;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;

/**
 * What locks and the header {@code If} say of a request: the one room where they are asked, so that methods need not. One thread.
 */
final class Guard {
    private final Exchange exchange;
    private final Touched touched;
    /** By path: each is asked of its tree once. */
    private final TreeMap<String, String> places = new TreeMap<>();
    /** Tokens that count: shown for a resource in the lock's scope, by whom the lock belongs to. */
    private final TreeSet<String> shown = new TreeSet<>();

    Guard(Exchange exchange) throws RefusedException, BadPathException {
        this.exchange = exchange;
        this.touched = Touched.by(exchange);
    }

    /** Locks of the caller whose tokens the request shows, and that what it asks for is in the scope of. */
    List<Lock> held() throws DavException, IOException {
        return covering(exchange.path()).stream()
                .filter(lock -> shown.contains(lock.token()))
                .toList();
    }

    /** Asks, before anything is done: 412 when {@code If} does not hold, 423 for what is locked. */
    void before() throws RefusedException, DavException, IOException {
        for (DavPath destination : touched.replaced()) {
            // first of all: who may not go there is not told what is locked there
            exchange.authorise(destination, "PUT");
        }
        conditions();
        again();
    }

    /** RFC 4918, 10.4 makes any request depend on it, so reading does, too. */
    private void conditions() throws RefusedException, DavException, IOException {
        Optional<String> header = exchange.single("If");
        if (header.isEmpty()) {
            // Office since 2016 saves with this one alone (sabre-io/dav issue 980)
            Optional<String> token = LockToken.of(exchange);
            if (token.isPresent()) {
                show(covering(exchange.path()), token.get());
            }
            return;
        }
        IfHeader parsed;
        try {
            parsed = IfHeader.parse(header.get());
        } catch (BadIfException e) {
            throw new RefusedException(Status.BAD_REQUEST, e.getMessage());
        }
        TreeMap<String, IfHeader.State> states = new TreeMap<>();
        for (Optional<String> resource : parsed.resources()) {
            states.put(resource.orElse(""), state(parsed, resource));
        }
        if (!parsed.holds(resource -> states.get(resource.orElse("")))) {
            throw new RefusedException(Status.PRECONDITION_FAILED, "what the header If says does not hold");
        }
    }

    private IfHeader.State state(IfHeader header, Optional<String> resource) throws DavException, IOException {
        DavPath path;
        try {
            path = resource.isEmpty() ? exchange.path() : exchange.here(resource.get());
            if (resource.isPresent()) {
                exchange.authorise(path, "PROPFIND");
            }
            if (path.isReserved()) {
                return IfHeader.State.ELSEWHERE;
            }
        } catch (BadPathException | RefusedException e) {
            return IfHeader.State.ELSEWHERE;
        }
        List<Lock> covering = covering(path);
        for (String token : header.submitted(resource)) {
            show(covering, token);
        }
        Optional<String> tag = header.asksForTag(resource) ? tag(path) : Optional.empty();
        return new IfHeader.State(true, covering.stream().map(Lock::token).toList(), tag);
    }

    /** Of what is read-only only when the request is about it: hundreds may be named, and each may be far away in the network. */
    private Optional<String> tag(DavPath path) throws DavException, IOException {
        boolean asked = path.names().equals(exchange.path().names());
        boolean near =
                asked || exchange.stat(path.parent()).map(Entry::writable).orElse(false);
        return near ? exchange.stat(path).flatMap(Entry::etag) : Optional.empty();
    }

    private void show(List<Lock> covering, String token) {
        covering.stream()
                .filter(lock -> lock.token().equals(token))
                .filter(lock -> lock.principal().equals(exchange.principal()))
                .forEach(lock -> shown.add(lock.token()));
    }

    /** Asks once more for locks: a body that came in the meantime may have taken long. */
    void again() throws RefusedException, DavException, IOException {
        if (exchange.beside().locks().isEmpty()) {
            return;
        }
        TreeMap<String, Lock> against = new TreeMap<>();
        for (DavPath path : touched.themselves()) {
            against(covering(path), path, against);
        }
        for (DavPath path : touched.whole()) {
            for (Lock inside : exchange.beside().locks().inside(place(path), exchange.nowMicros())) {
                against(exchange.beside().locks().covering(inside.place(), exchange.nowMicros()), path, against);
            }
        }
        for (DavPath path : touched.ofCollections()) {
            members(path, against);
        }
        if (!against.isEmpty()) {
            throw new RefusedException(
                    Status.LOCKED, "lock-token-submitted", LockNames.hrefs(against.values()), "it is locked");
        }
    }

    /** A lock of a collection is against new members, and against their going (RFC 4918, 7.4). */
    private void members(DavPath path, Map<String, Lock> against) throws DavException, IOException {
        TreeMap<String, Lock> ofParent = new TreeMap<>();
        against(covering(path.parent()), path.parent(), ofParent);
        if (!ofParent.isEmpty()
                && (touched.gone().contains(path) || exchange.stat(path).isEmpty())) {
            against.putAll(ofParent);
        }
    }

    /** Of several locks, which are shared ones, any one will do. */
    private void against(List<Lock> covering, DavPath path, Map<String, Lock> against) {
        if (covering.stream().noneMatch(lock -> shown.contains(lock.token()))) {
            covering.forEach(lock -> against.put(lock.token(), LockNames.seen(exchange, lock, path)));
        }
    }

    private List<Lock> covering(DavPath path) throws DavException, IOException {
        return exchange.beside().locks().isEmpty()
                ? List.of()
                : exchange.beside().locks().covering(place(path), exchange.nowMicros());
    }

    private String place(DavPath path) throws DavException, IOException {
        String key = path.href("", false);
        String known = places.get(key);
        if (known == null) {
            known = exchange.place(path);
            places.put(key, known);
        }
        return known;
    }

    /** After it was done: an empty file that LOCK made is now one that somebody wrote. */
    void after() throws DavException, IOException {
        if (!exchange.beside().locks().isEmpty()) {
            for (DavPath path : touched.written()) {
                exchange.beside().locks().written(place(path));
            }
        }
    }
}
