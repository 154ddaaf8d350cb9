package org.myrmex.lab.eclipse;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be left away, to see what it is worth. */
public enum Defence {
    /** Two places for peers that no present neighbour named. */
    FAR_SLOTS,
    /** An order of networks that only the peer itself knows; without it who came first is dialled first. */
    KEYED_ORDER,
    /** Two neighbours on the word of one teller. */
    TELLER_LIMIT,
    /** A full house lets somebody in who has few neighbours. */
    MAKING_ROOM;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException with one line that names those that there are */
    public static Defence labelled(String label) {
        for (Defence defence : values()) {
            if (defence.label().equals(label)) {
                return defence;
            }
        }
        throw new IllegalArgumentException("there is no defence '" + label + "'; choose one of "
                + Arrays.stream(values()).map(Defence::label).collect(Collectors.joining(", ")));
    }
}
