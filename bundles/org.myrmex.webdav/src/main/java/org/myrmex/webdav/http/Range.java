package org.myrmex.webdav.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Part of a file.
 *
 * @param first byte
 * @param length bytes, more than 0
 */
public record Range(long first, long length) {
    /** More parts than a player or a download tool asks for; beyond it the header is ignored, as RFC 9110, 14.2 allows. */
    public static final int MAX_RANGES = 16;

    private static final int MAX_HEADER_CHARS = 1_024;

    public long last() {
        return first + length - 1;
    }

    /** As {@code Content-Range} says it. */
    public String of(long size) {
        return "bytes " + first + "-" + last() + "/" + size;
    }

    /**
     * Reads the header {@code Range}.
     *
     * @return empty when it is to be ignored: another unit, malformed, too many parts, parts that overlap; an empty list when no
     *     part lies inside the file (416)
     */
    public static Optional<List<Range>> parse(String header, long size) {
        if (header.length() > MAX_HEADER_CHARS || !header.regionMatches(true, 0, "bytes=", 0, 6)) {
            return Optional.empty();
        }
        List<Range> ranges = new ArrayList<>();
        String[] parts = header.substring(6).split(",", -1);
        if (parts.length > MAX_RANGES) {
            return Optional.empty();
        }
        for (String part : parts) {
            String text = part.strip();
            if (!text.matches("[0-9]{1,18}-[0-9]{0,18}|-[0-9]{1,18}")) {
                return Optional.empty();
            }
            int dash = text.indexOf('-');
            long from = dash == 0 ? -1 : Long.parseLong(text.substring(0, dash));
            long to = dash == text.length() - 1 ? Long.MAX_VALUE : Long.parseLong(text.substring(dash + 1));
            if (from > to) {
                return Optional.empty();
            }
            (from < 0 ? suffix(to, size) : between(from, to, size)).ifPresent(ranges::add);
        }
        return overlapping(ranges) ? Optional.empty() : Optional.of(List.copyOf(ranges));
    }

    private static Optional<Range> suffix(long bytes, long size) {
        long length = Math.min(bytes, size);
        return length == 0 ? Optional.empty() : Optional.of(new Range(size - length, length));
    }

    private static Optional<Range> between(long from, long to, long size) {
        return from >= size ? Optional.empty() : Optional.of(new Range(from, Math.min(to, size - 1) - from + 1));
    }

    /** A few bytes asked for again and again would multiply what is read for one request. */
    private static boolean overlapping(List<Range> ranges) {
        for (int i = 0; i < ranges.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (ranges.get(i).first() <= ranges.get(j).last()
                        && ranges.get(j).first() <= ranges.get(i).last()) {
                    return true;
                }
            }
        }
        return false;
    }
}
