package org.myrmex.webdav.lock;

import java.util.Optional;

/** How long a lock is wanted and granted: what the header {@code Timeout} says (RFC 4918, 10.7). */
public final class Timeout {
    /**
     * Most that is granted. Clients that hold a lock refresh it every few minutes; one that went without UNLOCK keeps others out no
     * longer than this.
     */
    public static final int MAX_SECONDS = 3_600;

    /** For who says nothing that can be understood. */
    static final int USUAL_SECONDS = 600;

    /** Least: a lock that is over before its answer has arrived helps nobody. */
    static final int MIN_SECONDS = 5;

    private static final String SECONDS = "Second-";
    private static final int MAX_CHARS = 256;
    /** More digits than any number of seconds that means something. */
    private static final int MAX_DIGITS = 9;

    private Timeout() {}

    /** Seconds that are granted for a header: the first of its list that can be understood counts. */
    public static int parse(String header) {
        if (header.length() <= MAX_CHARS) {
            for (String one : header.split(",", -1)) {
                Optional<Integer> seconds = one(one.strip());
                if (seconds.isPresent()) {
                    return seconds.get();
                }
            }
        }
        return USUAL_SECONDS;
    }

    private static Optional<Integer> one(String text) {
        if (text.equalsIgnoreCase("Infinite")) {
            return Optional.of(MAX_SECONDS);
        }
        if (!text.regionMatches(true, 0, SECONDS, 0, SECONDS.length())) {
            return Optional.empty();
        }
        String digits = text.substring(SECONDS.length());
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int seconds = digits.length() > MAX_DIGITS ? MAX_SECONDS : Integer.parseInt(digits);
        return Optional.of(Math.max(MIN_SECONDS, Math.min(MAX_SECONDS, seconds)));
    }
}
