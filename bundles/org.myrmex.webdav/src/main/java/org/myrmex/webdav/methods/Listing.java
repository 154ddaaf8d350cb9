package org.myrmex.webdav.methods;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeSet;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.webdav.page.ListingPage;
import org.myrmex.webdav.page.Sorting;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.path.Names;

/** The page of a collection for a browser, and the way from its form to the folder of a search. */
final class Listing {
    /** A page of a tree reads the whole folder, so few of them. */
    private static final int PAGE = 2_048;
    /** Rows of a page: more no browser shows with pleasure. */
    private static final int MAX_ROWS = 10_000;

    private static final int BUFFER_BYTES = 16 << 10;

    /** Answers what the form of a page sent, if this request is it. */
    boolean leadsToSearch(Exchange exchange) throws RefusedException, DavException, IOException {
        if (!exchange.path().names().equals(Asking.SEARCHES.names())
                || exchange.request().getQueryString() == null
                || words(exchange).isEmpty()) {
            return false;
        }
        String words = words(exchange).get().strip().replaceAll("\\s+", " ");
        DavPath path = words.isEmpty() ? Asking.SEARCHES : Asking.SEARCHES.child(words, true);
        if (!words.isEmpty() && !Names.isAddressable(words)) {
            throw new RefusedException(Status.BAD_REQUEST, "these words cannot be searched for");
        }
        if (!words.isEmpty()) {
            exchange.authorise(path, exchange.request().getMethod());
            Asking.again(exchange, path);
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
        Sorting sorting = Sorting.of(exchange.request().getQueryString());
        Page page = exchange.tree().children(exchange.call(), exchange.inTree(), "", PAGE);
        BufferedOutputStream out = new BufferedOutputStream(new ClientStream(exchange), BUFFER_BYTES);
        boolean searchable = exchange.path().isRoot() || exchange.path().tree().equals(Asking.SEARCHES.tree());
        ListingPage html = new ListingPage(out, Exchange.PREFIX, exchange.path(), searchable, sorting);
        html.end(
                sorting.equals(Sorting.BY_NAME)
                        ? asTheyCome(exchange, page, html)
                        : sorted(exchange, page, html, sorting));
        out.flush();
    }

    private static Optional<String> words(Exchange exchange) throws RefusedException {
        try {
            return Optional.ofNullable(exchange.request().getParameter("words"));
        } catch (RuntimeException e) {
            // the server's way to say that a query is not encoded as it should be
            throw new RefusedException(Status.BAD_REQUEST, "these words are not encoded as a form does it");
        }
    }

    private static ListingPage.End asTheyCome(Exchange exchange, Page first, ListingPage html)
            throws DavException, IOException {
        Page page = first;
        int rows = 0;
        while (true) {
            for (Entry member : page.entries()) {
                if (isShown(exchange, member)) {
                    if (rows++ == MAX_ROWS) {
                        return ListingPage.End.CUT;
                    }
                    html.row(member);
                }
            }
            if (page.next().isEmpty()) {
                return page.complete() ? ListingPage.End.WHOLE : ListingPage.End.GROWING;
            }
            page = next(exchange, page);
        }
    }

    /** Keeps the first rows in the order, so that also of a larger folder these are the largest, or youngest. */
    private static ListingPage.End sorted(Exchange exchange, Page first, ListingPage html, Sorting sorting)
            throws DavException, IOException {
        TreeSet<Entry> rows = new TreeSet<>(sorting.comparator());
        Page page = first;
        boolean cut = false;
        while (true) {
            for (Entry member : page.entries()) {
                if (isShown(exchange, member)) {
                    rows.add(member);
                    cut |= rows.size() > MAX_ROWS && rows.pollLast() != null;
                }
            }
            if (page.next().isEmpty()) {
                break;
            }
            page = next(exchange, page);
        }
        for (Entry row : rows) {
            html.row(row);
        }
        return cut ? ListingPage.End.CUT : page.complete() ? ListingPage.End.WHOLE : ListingPage.End.GROWING;
    }

    private static boolean isShown(Exchange exchange, Entry member) {
        return exchange.shows(exchange.path().child(member.name(), member.collection()));
    }

    private static Page next(Exchange exchange, Page page) throws DavException, IOException {
        return exchange.tree()
                .children(exchange.call(), exchange.inTree(), page.next().orElseThrow(), PAGE);
    }
}
