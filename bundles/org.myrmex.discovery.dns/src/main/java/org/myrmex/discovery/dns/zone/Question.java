package org.myrmex.discovery.dns.zone;

import java.util.Comparator;

/**
 * All records of one kind at one name.
 *
 * @param name absolute, as a zone file writes it, lower case
 */
public record Question(String name, Kind kind) implements Comparable<Question> {
    private static final Comparator<Question> ORDER =
            Comparator.comparing(Question::name).thenComparing(Question::kind);

    @Override
    public int compareTo(Question other) {
        return ORDER.compare(this, other);
    }
}
