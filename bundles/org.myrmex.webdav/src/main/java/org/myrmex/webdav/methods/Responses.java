package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.http.Preferences;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.xml.Asked;
import org.myrmex.webdav.xml.Multistatus;
import org.myrmex.webdav.xml.Name;

/** A 207 on its way to the client, with the same properties of one resource after the other. One thread. */
final class Responses {
    private final Exchange exchange;
    private final Asked asked;
    private final boolean minimal;
    private final Multistatus answer;

    /** @param noRoot whether the collection itself is left out because the client would like that */
    Responses(Exchange exchange, Asked asked, boolean noRoot) throws IOException {
        this.exchange = exchange;
        this.asked = asked;
        this.minimal = exchange.preferences().minimal();
        exchange.response().setStatus(Status.MULTISTATUS);
        exchange.response().setContentType(Multistatus.TYPE);
        say(exchange, minimal, noRoot);
        answer = new Multistatus(new ClientStream(exchange));
    }

    /** Says which preferences an answer follows (RFC 7240, 3), and that others might get another one. */
    static void say(Exchange exchange, boolean minimal, boolean noRoot) {
        StringJoiner applied = new StringJoiner(", ");
        if (minimal) {
            applied.add("return=minimal");
        }
        if (noRoot) {
            applied.add("depth-noroot");
        }
        exchange.response().setHeader("Vary", Preferences.VARY);
        if (applied.length() > 0) {
            exchange.response().setHeader("Preference-Applied", applied.toString());
        }
    }

    void add(DavPath path, Entry entry) throws DavException, IOException {
        add(
                path.href(exchange.prefix(), entry.collection()),
                path,
                entry,
                asked.names().stream().allMatch(Properties::isLive) && asked.kind() == Asked.Kind.NAMED
                        ? Collections.emptySortedMap()
                        : exchange.beside().properties().of(exchange.place(path)));
    }

    /**
     * For whoever has most of it already.
     *
     * @param href of the path
     * @param dead properties that clients gave it
     */
    void add(String href, DavPath path, Entry entry, SortedMap<Name, String> dead) throws DavException, IOException {
        Map<Integer, List<Multistatus.Value>> properties = Properties.of(exchange, path, entry, dead, asked);
        if (minimal) {
            properties.remove(Status.NOT_FOUND);
        }
        answer.properties(href, properties);
    }

    Multistatus plain() {
        return answer;
    }

    /** What was added reaches the client now. */
    void flush() throws IOException {
        answer.flush();
        try {
            exchange.response().flushBuffer();
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    void end() throws IOException {
        answer.end();
    }
}
