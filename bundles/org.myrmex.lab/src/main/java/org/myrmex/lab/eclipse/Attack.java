package org.myrmex.lab.eclipse;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What hostile peers do. All of them let everybody in, and know each other. */
public enum Attack {
    /** They name nobody but their own kind. */
    POISON("they name only their own kind and let everybody in"),
    /** They also go to everybody, again and again. */
    CROWD("the same, and they dial every honest peer that they learn of, saying that they lack neighbours"),
    /** They also name a victim. */
    REFLECT("half of what they name is one address where no peer is, under many ids and ports");

    private final String about;

    Attack(String about) {
        this.about = about;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String about() {
        return about;
    }

    /** @throws IllegalArgumentException with one line that names those that there are */
    public static Attack labelled(String label) {
        for (Attack attack : values()) {
            if (attack.label().equals(label)) {
                return attack;
            }
        }
        throw new IllegalArgumentException("there is no attack '" + label + "'; choose one of "
                + Arrays.stream(values()).map(Attack::label).collect(Collectors.joining(", ")));
    }
}
