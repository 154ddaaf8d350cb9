package org.myrmex.lab.hostile;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Kinds of adversaries. */
public enum Kind {
    FREE_RIDER("free-rider", "passes nothing on that is not its own"),
    BLACK_HOLE("black-hole", "passes queries on and swallows all else"),
    REPLAYER("replayer", "sends old frames again"),
    GARBLER("garbler", "flips bits in the headers that it sends"),
    FORGER("forger", "opens addresses of others as its own and asks in their name"),
    FLOODER("flooder", "asks and asks"),
    SPIES("spies", "behave, and tell each other who handed them a query first");

    private final String label;
    private final String about;

    Kind(String label, String about) {
        this.label = label;
        this.about = about;
    }

    /** What an operator types. */
    public String label() {
        return label;
    }

    /** What it does, half a sentence. */
    public String about() {
        return about;
    }

    /** @throws IllegalArgumentException with one line that names the choices */
    public static Kind labelled(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no kind of adversary '" + label
                        + "'; choose one of "
                        + Arrays.stream(values()).map(Kind::label).collect(Collectors.joining(", "))
                        + ", all"));
    }
}
