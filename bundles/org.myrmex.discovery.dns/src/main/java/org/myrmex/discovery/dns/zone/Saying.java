package org.myrmex.discovery.dns.zone;

import java.util.Collection;
import java.util.Comparator;

/** What came of a domain, in words. */
final class Saying {
    private static final long MICROS = 1_000_000;
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    private Saying() {}

    /**
     * @param held what it answered
     * @param unfinished whether a question has no answer, since enough was found before
     */
    static String of(Collection<Held> held, boolean unfinished, int peers, long nowMicros) {
        if (peers > 0) {
            return (peers == 1 ? "1 peer" : peers + " peers") + goodFor(held, nowMicros) + leftOut(held);
        }
        if (unfinished) {
            return "not waited for, enough was found elsewhere";
        }
        return held.stream()
                        .map(Held::result)
                        .max(Comparator.naturalOrder())
                        .orElse(Result.SILENT)
                        .words()
                + leftOut(held);
    }

    private static String goodFor(Collection<Held> held, long nowMicros) {
        long untilMicros = held.stream()
                .filter(answer -> answer.result() == Result.RECORDS)
                .mapToLong(Held::expiresMicros)
                .min()
                .orElse(nowMicros);
        long seconds = Math.max(0, (untilMicros - nowMicros + MICROS - 1) / MICROS);
        return ", good for " + duration(seconds);
    }

    private static String leftOut(Collection<Held> held) {
        int leftOut = held.stream().mapToInt(Held::leftOut).sum();
        return leftOut == 0
                ? ""
                : ", " + leftOut + " more records are left out (a domain may have " + Zone.MAX_RECORDS + ")";
    }

    private static String duration(long seconds) {
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        return seconds < 2 * HOUR ? seconds / MINUTE + " min" : seconds / HOUR + " h";
    }
}
