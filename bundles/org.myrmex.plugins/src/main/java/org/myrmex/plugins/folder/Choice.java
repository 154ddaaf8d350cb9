package org.myrmex.plugins.folder;

import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which files count when several hold the same bundle.
 *
 * @param taken by symbolic name
 * @param left by file name, why it does not count
 */
public record Choice(SortedMap<String, Candidate> taken, SortedMap<String, Finding> left) {
    /** The higher version; of equal ones the older file, so that a copy beside it changes nothing. */
    private static final Comparator<Candidate> BETTER_FIRST = Comparator.comparing(Candidate::version)
            .reversed()
            .thenComparing(Candidate::modifiedMicros)
            .thenComparing(Candidate::file);

    public static Choice of(Collection<Candidate> candidates) {
        Choice choice = new Choice(new TreeMap<>(), new TreeMap<>());
        candidates.stream().sorted(BETTER_FIRST).forEach(choice::add);
        return choice;
    }

    private void add(Candidate candidate) {
        Candidate first = taken.putIfAbsent(candidate.name(), candidate);
        if (first != null) {
            left.put(
                    candidate.file(),
                    new Finding(
                            Cause.SAME_NAME,
                            candidate.name() + " " + candidate.version() + " is in two files, and " + first.version()
                                    + " from " + first.file() + " is taken",
                            "remove " + candidate.file() + " or " + first.file()));
        }
    }
}
