package org.myrmex.commands.internal.builtin;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myrmex.api.command.UsageException;

/** Amounts as people read and write them. */
final class Amounts {
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final Pattern RATE = Pattern.compile("(\\d{1,15})([kKmMgG]?)");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)?");
    private static final Map<String, Long> UNIT_MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

    private Amounts() {}

    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, BYTE_UNITS[unit]);
    }

    static String time(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }

    static Duration sinceMicros(long nowMicros, long thenMicros) {
        return Duration.ofMillis((nowMicros - thenMicros) / 1_000);
    }

    /** {@code 5s}, {@code 500ms}, {@code 2m}, {@code 1h}; a bare number is seconds. */
    static Duration parseTime(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException("'" + text + "' is no time; write it like 500ms, 5s or 2m");
        }
        String unit = Optional.ofNullable(matcher.group(2)).orElse("s");
        return Duration.ofMillis(Long.parseLong(matcher.group(1)) * UNIT_MILLIS.get(unit));
    }

    /** Bytes a second: {@code 512K}, {@code 2M}, {@code 1G} or a bare number; K is 1,024. */
    static long parseRate(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches() || matcher.group(1).matches("0+")) {
            throw new UsageException("'" + text + "' is no rate; write bytes a second like 512K or 2M");
        }
        long factor =
                switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
                    case "K" -> 1L << 10;
                    case "M" -> 1L << 20;
                    case "G" -> 1L << 30;
                    default -> 1L;
                };
        long number = Long.parseLong(matcher.group(1));
        if (number > Long.MAX_VALUE / factor) {
            throw new UsageException("'" + text + "' is more than any line carries; write a smaller rate");
        }
        return number * factor;
    }

    /** A whole number from low to high. */
    static int parseCount(String option, String text, int low, int high) {
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= low && number <= high) {
                return number;
            }
        }
        throw new UsageException(option + " takes a number from " + low + " to " + high + ", not '" + text + "'");
    }
}
