package org.myrmex.http.internal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How long whoever guesses a person's password waits: twice as long after each wrong one. While somebody waits, nothing that he
 * shows is looked at, so that no thread is held and a right password tells itself from a wrong one as little as two wrong ones do.
 * Time is an argument, in microseconds; not for two threads at once.
 */
final class Patience {
    /** Typing errors that cost nothing. */
    static final int FREE = 4;

    static final long FIRST_MICROS = 1_000_000L;
    static final long MAX_MICROS = 900_000_000L;
    /** After so long without another wrong one all is forgotten. */
    static final long MEMORY_MICROS = 3_600_000_000L;
    /** Who waits longest stays longest. */
    static final int MAX_GUESSERS = 1_000;
    /** Networks from which the right password came; the oldest goes first. */
    static final int MAX_FRIENDS = 64;

    private final Map<Guesser, Tally> guessers = new LinkedHashMap<>();
    private final LinkedHashSet<String> friends = new LinkedHashSet<>();

    /** The user that is tried, from where. */
    record Guesser(String user, String network) {}

    private record Tally(int wrong, long untilMicros, String last) {}

    /** What is left of the wait; 0: may try. */
    long waitMicros(Guesser guesser, long nowMicros) {
        Tally tally = guessers.get(guesser);
        if (tally == null) {
            return 0;
        }
        if (nowMicros - tally.untilMicros >= MEMORY_MICROS) {
            guessers.remove(guesser);
            return 0;
        }
        return Math.max(0, tally.untilMicros - nowMicros);
    }

    /**
     * Notes a wrong one.
     *
     * @param guess something that is the same for the same guess, where that can be known: a program that goes on with an old
     *     password is no guesser
     */
    void wrong(Guesser guesser, Optional<String> guess, long nowMicros) {
        Tally before = guessers.getOrDefault(guesser, new Tally(0, 0, ""));
        if (guess.isPresent() && Objects.equals(guess.get(), before.last)) {
            return;
        }
        int wrong = Math.min(before.wrong + 1, Integer.SIZE);
        if (guessers.size() >= MAX_GUESSERS && !guessers.containsKey(guesser)) {
            removeMostPatient();
        }
        guessers.put(guesser, new Tally(wrong, nowMicros + delayMicros(wrong), guess.orElse("")));
    }

    /** Notes a right one. */
    void right(Guesser guesser) {
        guessers.remove(guesser);
        friends.remove(guesser.network);
        friends.add(guesser.network);
        if (friends.size() > MAX_FRIENDS) {
            friends.remove(friends.iterator().next());
        }
    }

    /** Whether the right password has come from there. */
    boolean isFriend(Guesser guesser) {
        return friends.contains(guesser.network);
    }

    private static long delayMicros(int wrong) {
        int doublings = wrong - FREE - 1;
        return doublings < 0 ? 0 : Math.min(MAX_MICROS, FIRST_MICROS << Math.min(doublings, Integer.SIZE));
    }

    private void removeMostPatient() {
        Guesser first = null;
        long firstMicros = Long.MAX_VALUE;
        for (Map.Entry<Guesser, Tally> entry : guessers.entrySet()) {
            if (entry.getValue().untilMicros < firstMicros) {
                first = entry.getKey();
                firstMicros = entry.getValue().untilMicros;
            }
        }
        guessers.remove(first);
    }
}
