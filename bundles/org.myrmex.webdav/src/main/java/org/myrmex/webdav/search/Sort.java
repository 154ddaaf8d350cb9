package org.myrmex.webdav.search;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.myrmex.webdav.http.HttpDate;

/** What sort of value is compared. */
enum Sort {
    TEXT,
    NUMBER,
    TIME;

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long LAST_SECOND = 253_402_300_799L;
    /** More digits no size or count has; the cost of comparing grows with them. */
    private static final int MAX_DIGITS = 40;

    static Sort of(Fact fact) {
        if (fact instanceof Fact.Count) {
            return NUMBER;
        }
        return fact instanceof Fact.Time ? TIME : TEXT;
    }

    /** What {@code xsi:type} of a typed literal says (RFC 5323, 5.5); text where it is nothing known. */
    static Sort of(String xsiType) {
        return switch (xsiType.substring(xsiType.indexOf(':') + 1)) {
            case "integer",
                    "int",
                    "long",
                    "short",
                    "decimal",
                    "nonNegativeInteger",
                    "positiveInteger",
                    "unsignedInt",
                    "unsignedLong" -> NUMBER;
            case "dateTime", "date" -> TIME;
            default -> TEXT;
        };
    }

    /** A value as one of this sort; empty when it is none. */
    Optional<Fact> cast(Fact fact) {
        if (of(fact) == this) {
            return Optional.of(fact);
        }
        if (fact instanceof Fact.Text words) {
            return this == NUMBER ? number(words.text()) : time(words.text());
        }
        if (this == TEXT) {
            return Optional.of(new Fact.Text(
                    fact instanceof Fact.Count count
                            ? count.number().toPlainString()
                            : HttpDate.text(((Fact.Time) fact).micros())));
        }
        return Optional.empty();
    }

    private static Optional<Fact> number(String text) {
        String plain = text.strip();
        return plain.length() <= MAX_DIGITS && plain.matches("[+-]?[0-9]+(\\.[0-9]+)?")
                ? Optional.of(new Fact.Count(new BigDecimal(plain)))
                : Optional.empty();
    }

    /** A date of HTTP, or one of XML Schema; without a zone it is Greenwich. */
    private static Optional<Fact> time(String text) {
        String plain = text.strip();
        Optional<Fact> http = HttpDate.read(plain).flatMap(second -> micros(second, 0));
        if (http.isPresent() || plain.length() > MAX_DIGITS) {
            return http;
        }
        try {
            if (plain.length() == "2008-12-01".length()) {
                return micros(LocalDate.parse(plain).toEpochDay() * 86_400, 0);
            }
            boolean zone = plain.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})");
            OffsetDateTime time = OffsetDateTime.parse(zone ? plain : plain + ZoneOffset.UTC);
            return micros(time.toEpochSecond(), time.getNano() / 1_000);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Fact> micros(long second, int micros) {
        return Math.abs(second) > LAST_SECOND
                ? Optional.empty()
                : Optional.of(new Fact.Time(second * MICROS_PER_SECOND + micros));
    }
}
