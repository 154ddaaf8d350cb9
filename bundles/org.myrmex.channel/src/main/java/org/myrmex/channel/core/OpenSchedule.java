package org.myrmex.channel.core;

import org.myrmex.api.routing.SendOptions.Route;

/** When OPEN is repeated, how, and when by a new try with new keys: an answerer forgets a half-open channel after 10 s. */
public final class OpenSchedule {
    private static final long FIRST_PAUSE_MICROS = 1_000_000;
    private static final int DOUBLINGS = 2;
    private static final int SENDS_OF_FIRST_TRY = 4;
    private static final int SENDS_OF_LATER_TRY = 2;

    private OpenSchedule() {}

    /** Time to the next one after so many were sent, at least one: 1 s, 2 s, then 4 s each. */
    public static long pauseMicros(int sent) {
        return FIRST_PAUSE_MICROS << Math.min(sent - 1, DOUBLINGS);
    }

    /** How the next one travels: the first two by the scent that the answer left. */
    public static Route route(int sent) {
        return sent < 2 ? Route.KNOWN : Route.FRESH;
    }

    /** Whether the next one begins a new try: after 11 s, then every 8 s. */
    public static boolean beginsTry(int sent) {
        return sent == 0 || (sent >= SENDS_OF_FIRST_TRY && (sent - SENDS_OF_FIRST_TRY) % SENDS_OF_LATER_TRY == 0);
    }
}
