package org.myrmex.lab.eclipse;

import java.util.EnumMap;
import java.util.EnumSet;

/** When which source is asked, as the mesh does it: in rounds by rank, one at a time, each left alone for a while. */
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
    private int turn;

    /** Something has changed: all may be asked again soon. */
    void again() {
        again.addAll(EnumSet.allOf(Source.class));
    }

    /** There are enough neighbours: the next wish begins with the first again. */
    void endRound() {
        turn = 0;
    }

    /** Whom to ask now; null for nobody. */
    Source next(long now, int links) {
        Source[] sources = Source.values();
        for (int i = 0; asked == null && i < sources.length; i++) {
            Source source = sources[(turn + i) % sources.length];
            if (isDue(source, now, links)) {
                turn = (turn + i + 1) % sources.length;
                again.remove(source);
                askedMicros.put(source, now);
                asked = source;
                return source;
            }
        }
        return null;
    }

    private boolean isDue(Source source, long now, int links) {
        long pause = again.contains(source) ? SHORT_PAUSE_MICROS : links < FEW_LINKS ? PAUSE_MICROS : LONG_PAUSE_MICROS;
        return now - askedMicros.getOrDefault(source, NEVER) > pause;
    }

    void ended() {
        asked = null;
    }
}
