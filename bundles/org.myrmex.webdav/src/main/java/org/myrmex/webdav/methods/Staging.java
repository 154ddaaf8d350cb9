package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.webdav.kept.Claim;
import org.myrmex.webdav.kept.Journal;
import org.myrmex.webdav.kept.Patch;
import org.myrmex.webdav.kept.Staged;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;

/** Something that is built beside its place and moved there whole: a kill in between leaves what was there before. */
final class Staging {
    private final Exchange exchange;
    private final DavPath to;
    private final DavPath path;
    private Journal.Open staging;
    private boolean built;

    Staging(Exchange exchange, DavPath to, boolean collection) throws DavException, IOException {
        this.exchange = exchange;
        this.to = to;
        path = to.parent().child(Staged.name(), collection);
        staging = exchange.beside().journal().staging(to.tree(), exchange.inTree(path), exchange.place(path));
    }

    /** Where it is built. */
    DavPath path() {
        return path;
    }

    /**
     * Moves it to its place.
     *
     * @param source of which it is a copy: it gets the properties too
     * @param patches of its properties
     * @param clears whether a folder goes for it or comes there: then the locks of what lay below go
     */
    void keep(Optional<Journal.Source> source, List<Patch> patches, boolean overwrite, boolean clears)
            throws RefusedException, DavException, BadPathException, IOException {
        String place = exchange.place(to);
        Claim claim = Following.claim(exchange, place);
        try {
            Journal journal = exchange.beside().journal();
            Optional<Entry> before = exchange.stat(to);
            built = true;
            staging = journal.built(staging, exchange.inTree(to), place, before, source, patches);
            exchange.tree(to)
                    .move(exchange.call(), exchange.inTree(path), exchange.inTree(to), overwrite, Preconditions.NONE);
            if (clears) {
                Following.unlock(() -> exchange.beside().locks().emptied(place));
            }
            journal.done(staging);
        } finally {
            claim.close();
        }
    }

    /** Removes what was built and will not be kept. What cannot be removed now is removed at the next start. */
    void drop() {
        try {
            Journal journal = exchange.beside().journal();
            // nothing of the client's: it may have gone, or may not remove what is the facade's own
            boolean there = exchange.tree(path)
                    .stat(exchange.ownCall(), exchange.inTree(path))
                    .isPresent();
            if (built && there) {
                staging = journal.unbuilt(staging);
            }
            if (there) {
                exchange.tree(path).delete(exchange.ownCall(), exchange.inTree(path), Preconditions.NONE);
            }
            journal.done(staging);
        } catch (DavException | IOException | RuntimeException e) {
            // it has a name of the facade's own: nobody sees it
        }
    }
}
