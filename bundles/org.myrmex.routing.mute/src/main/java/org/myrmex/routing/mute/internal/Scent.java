package org.myrmex.routing.mute.internal;

/** How many neighbour pointers an address keeps, which is all that MUTE's two descriptions of itself differ in. */
public enum Scent {
    /** The link by which the last message's first copy came: what MUTE's printed load tables show. */
    FIRST_COPY(1),
    /** The last 100 of them, of which one is drawn at random: MUTE's own technical pages. Balances load. */
    RANDOM_QUEUE(100);

    /** Most pointers of any kind. */
    static final int MAX_CAPACITY = 100;

    private final int capacity;

    Scent(int capacity) {
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }
}
