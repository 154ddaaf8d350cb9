package org.myrmex.webdav.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Dates of HTTP (RFC 9110, 5.6.7): whole seconds, in Greenwich. */
public final class HttpDate {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    /** Year 9999, the last that the format can say. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final int MAX_CHARS = 64;

    private HttpDate() {}

    public static String text(long micros) {
        long second = Math.max(0, Math.min(LAST_SECOND, seconds(micros)));
        return FORMAT.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
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
