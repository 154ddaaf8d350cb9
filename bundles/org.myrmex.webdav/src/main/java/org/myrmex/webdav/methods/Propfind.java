package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.kept.DeadProperties;
import org.myrmex.webdav.kept.MemberProperties;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.xml.Asked;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Name;

/**
 * PROPFIND: properties of a resource and, with Depth 1, of its members, sent as the tree gives them. One that breaks off
 * lacks its last tag, by which every client notices.
 */
final class Propfind implements Method {
    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, BadXmlException, IOException {
        String said = exchange.header("Depth").orElse("infinity").replaceAll("\\s", "");
        // some clients of Windows write the wish into Depth
        String plain = said.replaceFirst("(?i),noroot$", "");
        boolean noRoot = plain.length() < said.length();
        Depth depth = Depth.of(plain);
        if (noRoot && depth == Depth.ZERO) {
            throw new RefusedException(Status.BAD_REQUEST, "with Depth 0 there is nothing but the root");
        }
        Asked asked = Asked.read(exchange.body(Asked.MAX_BYTES));
        Entry entry = exchange.entry();
        boolean below = entry.collection() && depth != Depth.ZERO;
        if (below && depth == Depth.INFINITY) {
            throw new RefusedException(
                    Status.FORBIDDEN, "propfind-finite-depth", "ask with Depth 0 or 1, folder by folder");
        }
        boolean preferred = below && exchange.preferences().noRoot();
        boolean root = !preferred && !(below && noRoot);
        if (below) {
            try (DavMembers members = exchange.tree().members(exchange.call(), exchange.inTree())) {
                Responses responses = begin(exchange, entry, asked, preferred);
                if (root) {
                    responses.add(exchange.path(), entry);
                }
                each(exchange, responses, members);
                responses.end();
            }
        } else {
            Responses responses = begin(exchange, entry, asked, false);
            responses.add(exchange.path(), entry);
            responses.end();
        }
    }

    private static Responses begin(Exchange exchange, Entry entry, Asked asked, boolean noRoot)
            throws DavException, IOException {
        exchange.response().setHeader("DAV", Options.classes(exchange, entry.writable()));
        return new Responses(exchange, asked, noRoot);
    }

    private static void each(Exchange exchange, Responses responses, DavMembers members)
            throws DavException, IOException {
        String href = exchange.path().href(exchange.prefix(), true);
        DeadProperties properties = exchange.beside().properties();
        MemberProperties kept = properties.ofMembers(exchange.place(exchange.path()));
        Optional<Entry> member = members.next(exchange.call());
        while (member.isPresent()) {
            String name = member.get().name();
            boolean collection = member.get().collection();
            DavPath path = exchange.path().child(name, collection);
            if (exchange.shows(path)) {
                SortedMap<Name, String> dead = path.isTop() ? properties.of(exchange.place(path)) : kept.of(name);
                responses.add(href + DavPath.encoded(name) + (collection ? "/" : ""), path, member.get(), dead);
            }
            member = members.next(exchange.call());
        }
    }
}
