package org.myrmex.lab.eclipse;

import java.util.EnumMap;
import java.util.EnumSet;

/** When which source is asked, as the mesh does it: by rank, one at a time, each left alone for a while. */
final class Asking {
    /** By rank. */
    enum Source {
        KNOWN,
        HOSTCATCHER
    }

    private static final int FEW_LINKS = 3;
    private static final long PAUSE_MICROS = 15 * Town.SECOND;
    private static final long LONG_PAUSE_MICROS = 60 * Town.SECOND;
    private static final long SHORT_PAUSE_MICROS = Town.SECOND;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final EnumMap<Source, Long> askedMicros = new EnumMap<>(Source.class);
    private final EnumSet<Source> again = EnumSet.noneOf(Source.class);
    private Source asked;

    /** Something has changed: all may be asked again soon. */
    void again() {
        again.addAll(EnumSet.allOf(Source.class));
    }

    /** Whom to ask now; null for nobody. */
    Source next(long now, int links) {
        for (Source source : Source.values()) {
            long pause =
                    again.contains(source) ? SHORT_PAUSE_MICROS : links < FEW_LINKS ? PAUSE_MICROS : LONG_PAUSE_MICROS;
            if (asked == null && now - askedMicros.getOrDefault(source, NEVER) > pause) {
                again.remove(source);
                askedMicros.put(source, now);
                asked = source;
                return source;
            }
        }
        return null;
    }

    void ended() {
        asked = null;
    }
}
