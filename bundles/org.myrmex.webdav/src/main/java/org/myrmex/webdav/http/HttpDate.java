package org.myrmex.webdav.http;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Dates of HTTP (RFC 9110, 5.6.7): whole seconds, in Greenwich. */
public final class HttpDate {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    /** Year 9999, the last that the format can say. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final int CHARS = 29;
    private static final int MAX_CHARS = 64;

    private HttpDate() {}

    public static String text(long micros) {
        long second = Math.max(0, Math.min(LAST_SECOND, seconds(micros)));
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        // by hand: a formatter takes ten times as long, and a listing has a date for each member
        StringBuilder text = new StringBuilder(CHARS)
                .append(DAYS.get(time.getDayOfWeek().getValue() - 1))
                .append(", ");
        digits(text, time.getDayOfMonth());
        text.append(' ').append(MONTHS.get(time.getMonthValue() - 1)).append(' ');
        digits(text, time.getYear() / 100);
        digits(text, time.getYear() % 100);
        text.append(' ');
        digits(text, time.getHour());
        text.append(':');
        digits(text, time.getMinute());
        text.append(':');
        digits(text, time.getSecond());
        return text.append(" GMT").toString();
    }

    private static void digits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** Reads a date; empty when it is none. */
    public static Optional<Long> read(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toEpochSecond());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whole seconds of it. */
    public static long seconds(long micros) {
        return Math.floorDiv(micros, MICROS_PER_SECOND);
    }
}
