package org.myrmex.lab.eclipse;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whom a newcomer knows. */
public enum Joining {
    /** One honest peer, the same for all. */
    HOSTCATCHER,
    /** One peer by chance among those that are there, hostile ones among them. */
    INVITE,
    /** Two of these. */
    TWO_INVITES;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The share of newcomers who know nobody but hostile peers, whom no rule can help before an honest one finds them. */
    public double floor(double hostile) {
        return this == HOSTCATCHER ? 0 : this == INVITE ? hostile : hostile * hostile;
    }

    /** @throws IllegalArgumentException with one line that names those that there are */
    public static Joining labelled(String label) {
        for (Joining joining : values()) {
            if (joining.label().equals(label)) {
                return joining;
            }
        }
        throw new IllegalArgumentException("there is no way to join '" + label + "'; choose one of "
                + Arrays.stream(values()).map(Joining::label).collect(Collectors.joining(", ")));
    }
}
