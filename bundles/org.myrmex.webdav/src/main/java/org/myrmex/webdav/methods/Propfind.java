package org.myrmex.webdav.methods;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.path.Names;
import org.myrmex.webdav.xml.Asked;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Multistatus;

/**
 * PROPFIND: properties of a resource and, with Depth 1, of its members, sent page by page as the tree gives them. One that breaks off
 * lacks its last tag, by which every client notices.
 */
final class Propfind implements Method {
    private static final int PAGE = 256;
    private static final int BUFFER_BYTES = 16 << 10;
    /** So that a tree which never ends its pages does not keep a thread for ever. */
    private static final int MAX_PAGES = 10_000;

    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, BadXmlException, IOException {
        String depth = exchange.header("Depth").orElse("infinity").strip();
        if (!depth.matches("(?i)0|1|infinity")) {
            throw new RefusedException(Status.BAD_REQUEST, "Depth is 0, 1 or infinity");
        }
        Asked asked = Asked.read(exchange.body(Asked.MAX_BYTES));
        Entry entry = exchange.entry();
        if (entry.collection() && depth.equalsIgnoreCase("infinity")) {
            throw new RefusedException(
                    Status.FORBIDDEN, "propfind-finite-depth", "ask with Depth 0 or 1, folder by folder");
        }
        Optional<Page> page = entry.collection() && depth.equals("1")
                ? Optional.of(exchange.tree().children(exchange.call(), exchange.inTree(), "", PAGE))
                : Optional.empty();
        exchange.response().setStatus(Status.MULTISTATUS);
        exchange.response().setContentType(Multistatus.TYPE);
        exchange.response().setHeader("DAV", Options.CLASSES);
        write(exchange, asked, entry, page);
    }

    private static void write(Exchange exchange, Asked asked, Entry entry, Optional<Page> first)
            throws DavException, IOException {
        BufferedOutputStream out = new BufferedOutputStream(new ClientStream(exchange), BUFFER_BYTES);
        Multistatus answer = new Multistatus(out);
        respond(exchange, answer, exchange.path(), entry, asked);
        Optional<Page> page = first;
        for (int pages = 1; page.isPresent(); pages++) {
            for (Entry member : page.get().entries()) {
                if (Names.isShown(member.name())) {
                    DavPath path = exchange.path().child(member.name(), member.collection());
                    respond(exchange, answer, path, member, asked);
                }
            }
            Optional<String> next = page.get().next();
            if (next.isPresent() && pages == MAX_PAGES) {
                throw new CutException("the folder has no end");
            }
            page = next.isEmpty()
                    ? Optional.empty()
                    : Optional.of(exchange.tree().children(exchange.call(), exchange.inTree(), next.get(), PAGE));
        }
        answer.end();
        out.flush();
    }

    private static void respond(Exchange exchange, Multistatus answer, DavPath path, Entry entry, Asked asked)
            throws DavException, IOException {
        answer.properties(
                path.href(exchange.prefix(), entry.collection()), Properties.of(exchange, path, entry, asked));
    }
}
