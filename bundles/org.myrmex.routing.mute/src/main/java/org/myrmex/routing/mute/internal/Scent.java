package org.myrmex.routing.mute.internal;

import java.util.ArrayList;
import java.util.List;

/** How many neighbour pointers an address keeps, which is all that MUTE's two descriptions of itself differ in. */
public enum Scent {
    /** The link by which the last message's first copy came: what MUTE's printed load tables show. */
    FIRST_COPY("first-copy", 1),
    /** The last 100 of them, of which one is drawn at random: MUTE's own technical pages. Balances load. */
    RANDOM_QUEUE("random-queue", 100);

    /** Most pointers of any variant. */
    static final int MAX_CAPACITY = 100;

    private final String label;
    private final int capacity;

    Scent(String label, int capacity) {
        this.label = label;
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    /** @throws IllegalArgumentException with one line that names the choices */
    static Scent labelled(String label) {
        List<String> choices = new ArrayList<>();
        for (Scent scent : values()) {
            if (scent.label.equals(label)) {
                return scent;
            }
            choices.add(scent.label);
        }
        throw new IllegalArgumentException(
                "variant is one of " + String.join(", ", choices) + ", not '" + label + "'; correct the configuration");
    }
}
