package org.myrmex.mesh.flow;

import java.util.ArrayDeque;

/**
 * Deficit round robin (Shreedhar and Varghese 1995): whoever is first in line may send a quantum of bytes, then goes to the
 * end; what he did not use he keeps while more of his waits. Fair in bytes: small frames win nothing by their number. A
 * quantum is at least the largest frame, so every turn sends something.
 */
final class Turns {
    /** One full block frame: link header, the longest header, a block. */
    static final int QUANTUM_BYTES = Parcel.LINK_HEADER_BYTES + Parcel.MAX_HEADER_BYTES + SizeClass.BLOCK_BYTES;

    private final ArrayDeque<Bucket> line = new ArrayDeque<>();

    int size() {
        return line.size();
    }

    /** Whose turn it is; null when nobody waits. */
    Bucket first() {
        return line.peek();
    }

    /** Goes to the end of the line, unless it stands there. */
    void enter(Bucket bucket) {
        if (!bucket.inLine) {
            bucket.inLine = true;
            bucket.forfeited = 0;
            line.add(bucket);
        }
    }

    /** The first may not send, for want of credits: it gives up its place, but not what it has of its share. */
    void pause() {
        line.poll().inLine = false;
    }

    /** The first has nothing more to send, and keeps nothing: the idle would save up for a burst. */
    void done() {
        Bucket bucket = line.peek();
        pause();
        bucket.forfeited = bucket.deficit - (bucket.openedNow ? QUANTUM_BYTES : 0);
        bucket.deficit = 0;
        bucket.opened = false;
        bucket.openedNow = false;
    }

    /** Whether the first may send so much now; if not, it has gone to the end of the line. */
    boolean mayTake(int bytes) {
        Bucket bucket = line.peek();
        if (!bucket.opened) {
            bucket.opened = true;
            bucket.openedNow = true;
            bucket.deficit += QUANTUM_BYTES;
        }
        if (bucket.deficit >= bytes) {
            return true;
        }
        bucket.opened = false;
        bucket.openedNow = false;
        pause();
        enter(bucket);
        return false;
    }

    /** The first sends so much. @return whether that began its turn */
    boolean took(int bytes) {
        Bucket bucket = line.peek();
        bucket.deficit -= bytes;
        boolean began = bucket.openedNow;
        bucket.openedNow = false;
        return began;
    }

    /** Back to the front of the line and with its share, as before it took so much. */
    void undo(Bucket bucket, int bytes, boolean began) {
        bucket.deficit += bytes + bucket.forfeited;
        bucket.forfeited = 0;
        if (bucket.openedNow) {
            bucket.deficit -= QUANTUM_BYTES; // a later turn, of which nothing was sent
            bucket.openedNow = false;
        }
        bucket.opened = !began;
        if (began) {
            bucket.deficit -= QUANTUM_BYTES;
        }
        if (bucket.inLine) {
            line.remove(bucket);
        }
        bucket.inLine = true;
        line.addFirst(bucket);
    }

    void clear() {
        line.clear();
    }
}
