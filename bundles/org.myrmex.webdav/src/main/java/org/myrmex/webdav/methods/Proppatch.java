package org.myrmex.webdav.methods;

import java.io.IOException;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.kept.Claim;
import org.myrmex.webdav.kept.Journal;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Multistatus;
import org.myrmex.webdav.xml.Update;

/**
 * PROPPATCH: sets and removes the properties of clients, and the time of the last change, by its own name or by that of Windows. In
 * the order of the body, all or nothing.
 */
final class Proppatch implements Method {
    @Override
    public void answer(Exchange exchange)
            throws RefusedException, DavException, BadPathException, BadXmlException, IOException {
        Patching patching = new Patching(Update.read(exchange.body(Update.MAX_BYTES)));
        exchange.needWritableParent(exchange.path(), Status.NOT_FOUND);
        String place = exchange.place(exchange.path());
        Entry entry;
        Claim claim = Following.claim(exchange, place);
        try {
            entry = exchange.entry();
            if (!exchange.conditions().change().hold(entry.etag())
                    || !exchange.conditions().unmodified(entry.modifiedMicros())) {
                throw new RefusedException(Status.PRECONDITION_FAILED, "it has changed");
            }
            patching.fit(exchange.beside().properties(), place);
            if (!patching.isRefused()) {
                change(exchange, place, patching);
            }
        } finally {
            claim.close();
        }
        boolean minimal = exchange.preferences().minimal();
        Responses.say(exchange, minimal, false);
        if (minimal && !patching.isRefused()) {
            exchange.done(Status.OK);
            return;
        }
        exchange.response().setStatus(Status.MULTISTATUS);
        exchange.response().setContentType(Multistatus.TYPE);
        Multistatus answer = new Multistatus(exchange.response().getOutputStream());
        answer.groups(exchange.path().href(Exchange.PREFIX, entry.collection()), patching.outcome());
        answer.end();
    }

    private static void change(Exchange exchange, String place, Patching patching) throws DavException, IOException {
        if (patching.modified().isEmpty()) {
            String called = "/" + exchange.path().tree() + exchange.inTree();
            exchange.beside().properties().change(place, called, patching.patches());
            return;
        }
        long micros = patching.modified().getAsLong();
        if (patching.patches().isEmpty()) {
            exchange.tree().setModified(exchange.call(), exchange.inTree(), micros);
            return;
        }
        Journal journal = exchange.beside().journal();
        Journal.Open change =
                journal.touching(exchange.path().tree(), exchange.inTree(), place, micros, patching.patches());
        boolean set = false;
        try {
            exchange.tree().setModified(exchange.call(), exchange.inTree(), micros);
            set = true;
        } finally {
            if (!set) {
                journal.dropped(change);
            }
        }
        journal.done(change);
    }
}
