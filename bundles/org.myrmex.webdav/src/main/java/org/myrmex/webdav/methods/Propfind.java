package org.myrmex.webdav.methods;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.kept.DeadProperties;
import org.myrmex.webdav.kept.MemberProperties;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.path.Names;
import org.myrmex.webdav.xml.Asked;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Multistatus;
import org.myrmex.webdav.xml.Name;

/**
 * PROPFIND: properties of a resource and, with Depth 1, of its members, sent as the tree gives them. One that breaks off
 * lacks its last tag, by which every client notices.
 */
final class Propfind implements Method {
    private static final int BUFFER_BYTES = 16 << 10;
    /** Names of the path of a collection whose members may lie anywhere: the root and the trees. */
    private static final int TOP = 1;

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
        if (entry.collection() && depth.equals("1")) {
            try (DavMembers members = exchange.tree().members(exchange.call(), exchange.inTree())) {
                write(exchange, asked, entry, Optional.of(members));
            }
        } else {
            write(exchange, asked, entry, Optional.empty());
        }
    }

    private static void write(Exchange exchange, Asked asked, Entry entry, Optional<DavMembers> members)
            throws DavException, IOException {
        exchange.response().setStatus(Status.MULTISTATUS);
        exchange.response().setContentType(Multistatus.TYPE);
        exchange.response().setHeader("DAV", Options.classes(exchange, entry.writable()));
        BufferedOutputStream out = new BufferedOutputStream(new ClientStream(exchange), BUFFER_BYTES);
        Multistatus answer = new Multistatus(out);
        DeadProperties properties = exchange.beside().properties();
        String place = exchange.place(exchange.path());
        String href = exchange.path().href(exchange.prefix(), entry.collection());
        answer.properties(href, Properties.of(exchange, exchange.path(), entry, properties.of(place), asked));
        if (members.isPresent()) {
            each(exchange, answer, href, asked, members.get(), properties.ofMembers(place));
        }
        answer.end();
        out.flush();
    }

    private static void each(
            Exchange exchange, Multistatus answer, String href, Asked asked, DavMembers members, MemberProperties kept)
            throws DavException, IOException {
        boolean scattered = exchange.path().names().size() <= TOP;
        Optional<Entry> member = members.next(exchange.call());
        while (member.isPresent()) {
            if (Names.isShown(member.get().name())) {
                String name = member.get().name();
                boolean collection = member.get().collection();
                DavPath path = exchange.path().child(name, collection);
                SortedMap<Name, String> dead =
                        scattered ? exchange.beside().properties().of(exchange.place(path)) : kept.of(name);
                answer.properties(
                        href + DavPath.encoded(name) + (collection ? "/" : ""),
                        Properties.of(exchange, path, member.get(), dead, asked));
            }
            member = members.next(exchange.call());
        }
    }
}
