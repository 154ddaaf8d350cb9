package org.myrmex.discovery.dns.zone;

import java.util.List;

/**
 * What a name server said to a question.
 *
 * @param entries in the order in which they came; none unless the result is {@link Result#RECORDS}
 * @param ttlSeconds how long it holds as its zone says; 0 or more
 */
public record Answer(Result result, List<Entry> entries, long ttlSeconds) {
    public Answer {
        entries = List.copyOf(entries);
    }

    /** An answer without records. */
    public static Answer none(Result result, long ttlSeconds) {
        return new Answer(result, List.of(), ttlSeconds);
    }
}
