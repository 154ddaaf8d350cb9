package org.myrmex.mesh.guard;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who is not let in for a while. A ban lasts a minute and twice as long each further time, an hour at most; a day after the
 * last misdeed all is forgotten. Holds the {@link #MAX_ENTRIES} latest.
 */
public final class Bans {
    /** Remembered at most; the one with the oldest misdeed makes room. */
    public static final int MAX_ENTRIES = 1_024;

    static final long FIRST_MICROS = 60_000_000;
    static final long LONGEST_MICROS = 3_600_000_000L;
    static final long FORGOTTEN_MICROS = 86_400_000_000L;
    /** Misdeeds further apart are no series. */
    static final long SERIES_MICROS = 600_000_000;

    /** By name; the one with the oldest misdeed first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private long total;

    private static final class Entry {
        private int misdeeds;
        private int bans;
        private long lastMicros;
        private long untilMicros = Long.MIN_VALUE;
    }

    /**
     * Somebody misbehaved.
     *
     * @param enough misdeeds in a series that bring a ban
     * @return whether he is banned for it
     */
    public boolean misdeed(long now, String who, int enough) {
        Entry entry = entries.remove(who);
        if (entry == null || now - entry.lastMicros > FORGOTTEN_MICROS) {
            entry = new Entry();
        }
        if (now - entry.lastMicros > SERIES_MICROS) {
            entry.misdeeds = 0;
        }
        entry.lastMicros = now;
        entry.misdeeds++;
        boolean banned = entry.misdeeds >= enough;
        if (banned) {
            entry.misdeeds = 0;
            entry.untilMicros = now + Math.min(LONGEST_MICROS, FIRST_MICROS << Math.min(entry.bans, 10));
            entry.bans++;
            total++;
        }
        entries.put(who, entry);
        if (entries.size() > MAX_ENTRIES) {
            Iterator<String> oldest = entries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return banned;
    }

    /** Until when somebody is banned; not later than now when he is not. */
    public long until(long now, String who) {
        Entry entry = entries.get(who);
        return entry == null ? now : Math.max(now, entry.untilMicros);
    }

    /** How many are banned. */
    public int count(long now) {
        int count = 0;
        for (Entry entry : entries.values()) {
            count += entry.untilMicros > now ? 1 : 0;
        }
        return count;
    }

    /** Bans so far. */
    public long total() {
        return total;
    }
}
