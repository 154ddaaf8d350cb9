package org.myrmex.webdav.methods;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.webdav.page.ListingPage;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.path.Names;

/** The page of a collection for a browser, and the way from its form to the folder of a search. */
final class Listing {
    /** Tree with searches, and their folder in it. */
    private static final DavPath SEARCHES = DavPath.ROOT.child("network", true).child("search", true);

    private static final int PAGE = 256;
    /** Rows of a page: more no browser shows with pleasure. */
    private static final int MAX_ROWS = 10_000;

    private static final int BUFFER_BYTES = 16 << 10;

    /** Answers what the form of a page sent, if this request is it. */
    boolean leadsToSearch(Exchange exchange) throws RefusedException, IOException {
        if (!exchange.path().names().equals(SEARCHES.names())
                || exchange.request().getQueryString() == null) {
            return false;
        }
        String words = Optional.ofNullable(exchange.request().getParameter("words"))
                .orElse("")
                .strip()
                .replaceAll("\\s+", " ");
        DavPath path = words.isEmpty() ? SEARCHES : SEARCHES.child(words, true);
        if (!words.isEmpty() && !Names.isAddressable(words)) {
            throw new RefusedException(Status.BAD_REQUEST, "these words cannot be searched for");
        }
        exchange.response().setHeader("Location", path.href(Exchange.PREFIX, true));
        exchange.done(Status.SEE_OTHER);
        return true;
    }

    void answer(Exchange exchange, Entry entry) throws DavException, IOException {
        exchange.response().setContentType("text/html;charset=utf-8");
        if (exchange.request().getMethod().equals("HEAD")) {
            return;
        }
        Page page = exchange.tree().children(exchange.call(), exchange.inTree(), "", PAGE);
        BufferedOutputStream out = new BufferedOutputStream(new ClientStream(exchange), BUFFER_BYTES);
        boolean searchable = exchange.path().isRoot() || exchange.path().tree().equals(SEARCHES.tree());
        ListingPage html = new ListingPage(out, Exchange.PREFIX, exchange.path(), searchable);
        int rows = 0;
        while (true) {
            for (Entry member : page.entries()) {
                if (Names.isShown(member.name()) && rows++ < MAX_ROWS) {
                    html.row(member);
                }
            }
            if (page.next().isEmpty() || rows >= MAX_ROWS) {
                break;
            }
            page = exchange.tree()
                    .children(exchange.call(), exchange.inTree(), page.next().get(), PAGE);
        }
        html.end(page.complete(), page.next().isPresent() || rows > MAX_ROWS);
        out.flush();
    }
}
