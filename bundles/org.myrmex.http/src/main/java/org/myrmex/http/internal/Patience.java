package org.myrmex.http.internal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.myrmex.http.connections.Networks;

/**
 * How long whoever guesses a person's password waits: twice as long after each wrong one. While somebody waits, nothing that he
 * shows is looked at, so that no thread is held and a right password tells itself from a wrong one as little as two wrong ones do.
 * A right one ends no wait: a mount shows it with each request, and who guesses beside it would never wait. Time is an argument, in
 * microseconds; not for two threads at once.
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
    /** Programs that have shown the right password; the oldest goes first. */
    static final int MAX_FRIENDS = 64;
    /** Of one network, that wait each for itself. Whoever guesses may call himself what he likes, and gets so many tries more. */
    static final int MAX_OF_NETWORK = 4;

    private static final int MAX_CHARACTERS = 128;

    private final Map<Guesser, Tally> guessers = new LinkedHashMap<>();
    private final LinkedHashSet<Guesser> friends = new LinkedHashSet<>();

    /**
     * The user that is tried, from where and by what.
     *
     * @param program as it calls itself: a forgotten mount with an old password is not to make the others wait
     */
    record Guesser(String user, String network, String program) {
        Guesser {
            user = start(user);
            program = start(program);
        }

        private static String start(String text) {
            return text.substring(0, Math.min(MAX_CHARACTERS, text.length()));
        }
    }

    private record Tally(int wrong, long untilMicros, String last) {}

    /** As whom somebody is counted: for himself, or with all others of his network where those have become many. */
    Guesser counted(Guesser guesser, long nowMicros) {
        if (guessers.containsKey(guesser) || friends.contains(guesser)) {
            return guesser;
        }
        long others = guessers.entrySet().stream()
                .filter(entry -> entry.getKey().network.equals(guesser.network) && !isOver(entry.getValue(), nowMicros))
                .count();
        return others < MAX_OF_NETWORK ? guesser : new Guesser("", guesser.network, "");
    }

    /** What is left of the wait; 0: may try. */
    long waitMicros(Guesser guesser, long nowMicros) {
        Tally tally = guessers.get(guesser);
        if (tally == null) {
            return 0;
        }
        if (isOver(tally, nowMicros)) {
            guessers.remove(guesser);
            return 0;
        }
        return Math.max(0, tally.untilMicros - nowMicros);
    }

    /**
     * Notes a wrong one.
     *
     * @param guess something that is the same for the same guess, where that can be known: a program that goes on with an old
     *     password by Basic is no guesser. With Digest nothing of what it sends says that: all of it may be as before, or chosen anew,
     *     and the password another one
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
        friends.remove(guesser);
        friends.add(guesser);
        if (friends.size() > MAX_FRIENDS) {
            friends.remove(friends.iterator().next());
        }
    }

    /** Whether the right password has come from there; from this machine it will. */
    boolean isFriend(String network) {
        return network.equals(Networks.LOOPBACK) || friends.stream().anyMatch(friend -> friend.network.equals(network));
    }

    private static boolean isOver(Tally tally, long nowMicros) {
        return nowMicros - tally.untilMicros >= MEMORY_MICROS;
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
