package org.myrmex.mesh.internal;

import java.util.ArrayDeque;

/**
 * The links that have something to do after this batch, each once: a peer with many neighbours must not look at all of them
 * because of one frame. Holds no more than there are links. Loop thread only.
 */
final class Stirred {
    private final ArrayDeque<Link> links = new ArrayDeque<>();

    void add(Link link) {
        if (!link.stirred) {
            link.stirred = true;
            links.add(link);
        }
    }

    /** The next one, which may be stirred again from now on; null when there is none. */
    Link next() {
        Link link = links.poll();
        if (link != null) {
            link.stirred = false;
        }
        return link;
    }
}
