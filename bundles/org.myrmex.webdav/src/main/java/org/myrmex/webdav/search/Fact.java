package org.myrmex.webdav.search;

import java.math.BigDecimal;

/** A value as it is compared. Two are compared only if they are of one sort, see {@link Sort#cast}. */
sealed interface Fact extends Comparable<Fact> {
    /** Words. */
    record Text(String text) implements Fact {}

    /** A count. */
    record Count(BigDecimal number) implements Fact {}

    /**
     * A time.
     *
     * @param micros since 1970
     */
    record Time(long micros) implements Fact {}

    /** The same with differences of case gone. */
    default Fact folded() {
        return this instanceof Text words ? new Text(Fold.of(words.text())) : this;
    }

    /** Compares what is of one sort; sorts among each other have an order too, so that lists can be sorted. */
    @Override
    default int compareTo(Fact other) {
        if (this instanceof Text one && other instanceof Text two) {
            return one.text().compareTo(two.text());
        }
        if (this instanceof Count one && other instanceof Count two) {
            return one.number().compareTo(two.number());
        }
        if (this instanceof Time one && other instanceof Time two) {
            return Long.compare(one.micros(), two.micros());
        }
        return Sort.of(this).compareTo(Sort.of(other));
    }
}
