package org.myrmex.webdav.search;

import java.util.List;
import java.util.Optional;
import org.myrmex.webdav.xml.Name;

/** What must hold for a resource (RFC 5323, 5.5 and following). */
public sealed interface Condition {
    /** Whether it holds. */
    default boolean holds(Subject subject) {
        return of(subject) == Truth.TRUE;
    }

    Truth of(Subject subject);

    /** All of them; at least one. */
    record All(List<Condition> parts) implements Condition {
        @Override
        public Truth of(Subject subject) {
            Truth truth = Truth.TRUE;
            for (Condition part : parts) {
                truth = truth.and(part.of(subject));
                if (truth == Truth.FALSE) {
                    break;
                }
            }
            return truth;
        }
    }

    /** One of them; at least one. */
    record Any(List<Condition> parts) implements Condition {
        @Override
        public Truth of(Subject subject) {
            Truth truth = Truth.FALSE;
            for (Condition part : parts) {
                truth = truth.or(part.of(subject));
                if (truth == Truth.TRUE) {
                    break;
                }
            }
            return truth;
        }
    }

    /** The contrary. */
    record Not(Condition part) implements Condition {
        @Override
        public Truth of(Subject subject) {
            return part.of(subject).not();
        }
    }

    /** Comparisons. */
    enum Operator {
        EQ,
        LT,
        LTE,
        GT,
        GTE;

        boolean holds(int order) {
            return switch (this) {
                case EQ -> order == 0;
                case LT -> order < 0;
                case LTE -> order <= 0;
                case GT -> order > 0;
                case GTE -> order >= 0;
            };
        }
    }

    /**
     * A comparison. Unknown where either side is nothing of the sort that is compared.
     *
     * @param sort in which a typed literal is compared, else that of the property
     */
    record Compares(Operator operator, Name name, String literal, Optional<Sort> sort, boolean caseless)
            implements Condition {
        @Override
        public Truth of(Subject subject) {
            return subject.fact(name)
                    .flatMap(fact -> {
                        Sort in = sort.orElse(Sort.of(fact));
                        return in.cast(fact).flatMap(left -> in.cast(new Fact.Text(literal))
                                .map(right ->
                                        caseless ? left.folded().compareTo(right.folded()) : left.compareTo(right)));
                    })
                    .map(order -> Truth.of(operator.holds(order)))
                    .orElse(Truth.UNKNOWN);
        }
    }

    /** A pattern over the whole text of a property. */
    record Like(Name name, Pattern pattern, boolean caseless) implements Condition {
        @Override
        public Truth of(Subject subject) {
            return subject.fact(name)
                    .flatMap(Sort.TEXT::cast)
                    .map(fact -> ((Fact.Text) (caseless ? fact.folded() : fact)).text())
                    .map(text -> Truth.of(pattern.matches(text)))
                    .orElse(Truth.UNKNOWN);
        }
    }

    /**
     * All words are in the name, or begin words of it. RFC 5323, 5.16 leaves to the server what is looked through; contents are not,
     * as the network could not.
     */
    record Contains(Phrase phrase) implements Condition {
        @Override
        public Truth of(Subject subject) {
            return Truth.of(phrase.isIn(subject.name()));
        }
    }

    /** A folder. */
    record IsCollection() implements Condition {
        @Override
        public Truth of(Subject subject) {
            return Truth.of(subject.entry().collection());
        }
    }

    /** It has this property. */
    record IsDefined(Name name) implements Condition {
        @Override
        public Truth of(Subject subject) {
            return Truth.of(subject.has(name));
        }
    }
}
