package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.kept.Claim;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Multistatus;
import org.myrmex.webdav.xml.Name;
import org.myrmex.webdav.xml.Update;

/** MKCOL: an empty collection, with properties if the body has some (RFC 5689). */
final class MakeCollection implements Method {
    private static final Name TYPE = Name.dav("resourcetype");
    private static final List<Name> COLLECTION = List.of(Name.dav("collection"));

    @Override
    public void answer(Exchange exchange)
            throws RefusedException, DavException, BadPathException, BadXmlException, IOException {
        if (exchange.path().isTop() && exchange.stat().isPresent()) {
            // made by commands, but "mkdir -p" is to go on (RFC 4918, 9.3)
            throw new DavException(DavException.Status.EXISTS, "it is there already");
        }
        if (!exchange.conditions().change().hold(Optional.empty())) {
            throw new RefusedException(Status.PRECONDITION_FAILED, "there is nothing here yet");
        }
        if (!exchange.hasBody()) {
            make(exchange);
            exchange.done(Status.CREATED);
            return;
        }
        String type = Optional.ofNullable(exchange.request().getContentType()).orElse("");
        if (!type.toLowerCase(Locale.ROOT).matches("(text|application)/xml( *;.*)?")) {
            throw new RefusedException(Status.UNSUPPORTED_TYPE, "MKCOL takes no body but properties as XML");
        }
        List<Update.Change> wanted = Update.readMkcol(exchange.body(Update.MAX_BYTES));
        exchange.needWritableParent(exchange.path(), Status.CONFLICT);
        if (exchange.stat().isPresent()) {
            throw new DavException(DavException.Status.EXISTS, "something of that name is there");
        }
        Patching patching = new Patching(
                wanted.stream().filter(change -> !isCollection(change)).toList());
        if (wanted.stream().anyMatch(change -> change.name().equals(TYPE) && !isCollection(change))) {
            patching.refuse(TYPE, "valid-resourcetype");
        }
        patching.fit(exchange.beside().properties(), exchange.place(exchange.path()));
        if (patching.isRefused()) {
            exchange.answer(Status.FAILED_DEPENDENCY, Multistatus.TYPE, Multistatus.mkcolResponse(patching.outcome()));
            return;
        }
        make(exchange, patching);
        exchange.done(Status.CREATED);
    }

    /** Of what a tree has at its root: to learn of something in the network its source would have to be asked. */
    private static boolean isWritable(Exchange exchange) throws DavException, IOException {
        DavPath path = exchange.path();
        return path.isTop() || exchange.stat(path.top()).map(Entry::writable).orElse(true);
    }

    private static boolean isCollection(Update.Change change) {
        return change.name().equals(TYPE)
                && change.value()
                        .filter(value -> value.children().equals(COLLECTION))
                        .isPresent();
    }

    private static void make(Exchange exchange) throws RefusedException, DavException, BadPathException, IOException {
        if (!isWritable(exchange)) {
            exchange.tree().makeCollection(exchange.call(), exchange.inTree());
            return;
        }
        String place = exchange.place(exchange.path());
        Claim claim = Following.claim(exchange, place);
        try {
            Following.freshInClaim(exchange, exchange.path(), place);
            exchange.tree().makeCollection(exchange.call(), exchange.inTree());
        } finally {
            claim.close();
        }
    }

    private static void make(Exchange exchange, Patching patching)
            throws RefusedException, DavException, BadPathException, IOException {
        Following.fresh(exchange, exchange.path());
        Staging staging = new Staging(exchange, exchange.path(), true);
        boolean kept = false;
        try {
            exchange.tree().makeCollection(exchange.call(), exchange.inTree(staging.path()));
            if (patching.modified().isPresent()) {
                exchange.tree()
                        .setModified(
                                exchange.call(),
                                exchange.inTree(staging.path()),
                                patching.modified().getAsLong());
            }
            staging.keep(Optional.empty(), patching.patches(), false, false);
            kept = true;
        } finally {
            if (!kept) {
                staging.drop();
            }
        }
    }
}
