package org.myrmex.webdav.methods;

import java.util.List;
import java.util.stream.Stream;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;

/**
 * What a request changes, as far as locks have a say in it (RFC 4918, 7).
 *
 * @param written resources whose content or properties it changes or makes
 * @param gone resources that go, with all that is in them
 * @param replaced resources that something else is put in the place of, if they are there
 * @param members resources that are made, and change the membership of their collection if they are not there yet
 */
record Touched(List<DavPath> written, List<DavPath> gone, List<DavPath> replaced, List<DavPath> members) {
    private static final Touched NOTHING = new Touched(List.of(), List.of(), List.of(), List.of());

    static Touched by(Exchange exchange) throws RefusedException, BadPathException {
        List<DavPath> path = List.of(exchange.path());
        return switch (exchange.request().getMethod()) {
            case "PUT", "MKCOL" -> new Touched(path, List.of(), List.of(), path);
            case "PROPPATCH" -> new Touched(path, List.of(), List.of(), List.of());
            case "DELETE" -> new Touched(List.of(), path, List.of(), List.of());
            case "COPY" -> {
                List<DavPath> to = List.of(exchange.destination());
                yield new Touched(to, List.of(), to, to);
            }
            case "MOVE" -> {
                List<DavPath> to = List.of(exchange.destination());
                yield new Touched(to, path, to, to);
            }
            // whether the lock itself can be had is decided where it is granted
            case "LOCK" -> new Touched(List.of(), List.of(), List.of(), path);
            default -> NOTHING;
        };
    }

    /** Resources whose own locks matter. */
    List<DavPath> themselves() {
        return both(written, gone);
    }

    /** Resources for which the locks below them matter, too. */
    List<DavPath> whole() {
        return both(gone, replaced);
    }

    /** Resources for which the locks of their collection may matter. */
    List<DavPath> ofCollections() {
        return both(gone, members);
    }

    private static List<DavPath> both(List<DavPath> some, List<DavPath> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
