package org.myrmex.api.dav;

import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/** Members of a tree that gives them in pages; holds one page. */
final class PagedMembers implements DavMembers {
    private static final int PAGE = 256;
    /** So that a tree which never ends its pages does not keep a thread for ever. */
    private static final int MAX_PAGES = 10_000;

    private final DavTree tree;
    private final String path;
    private Page page;
    private Iterator<Entry> entries;
    private int pages = 1;

    PagedMembers(DavTree tree, Call call, String path) throws DavException, IOException {
        this.tree = tree;
        this.path = path;
        turn(tree.children(call, path, "", PAGE));
    }

    private void turn(Page next) {
        page = next;
        entries = next.entries().iterator();
    }

    @Override
    public Optional<Entry> next(Call call) throws DavException, IOException {
        while (!entries.hasNext() && page.next().isPresent()) {
            if (pages++ == MAX_PAGES) {
                throw new IOException("the collection has no end");
            }
            turn(tree.children(call, path, page.next().get(), PAGE));
        }
        return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
    }

    @Override
    public void close() {
        // nothing is held
    }
}
