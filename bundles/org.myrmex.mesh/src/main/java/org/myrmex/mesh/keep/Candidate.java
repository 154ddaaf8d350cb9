package org.myrmex.mesh.keep;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.mesh.guard.Network;

/** An address to dial, and when: the longer it stays away, the more rarely. */
final class Candidate {
    /** Who named what was named by a command. */
    static final String OPERATOR = "operator";

    static final String ANCHOR = "anchor";
    /** Whose word is remembered for one address. */
    private static final int MAX_TELLERS = 4;

    private static final long FIRST_PAUSE_MICROS = 500_000;
    /** Short enough that a relay that comes back is found again within seconds. */
    private static final long SHORT_PAUSE_MICROS = 8_000_000;

    private static final int SHORT_PAUSES = 10;
    /** One link of such an age says that we have a way to the net. */
    static final long STEADY_MICROS = 20_000_000;
    /** Where every link breaks it is our own way to the net, and not a neighbour's mood: a pause of one to three seconds. */
    private static final int UNSTEADY_PAUSES = 2;

    private static final long LONGEST_PAUSE_MICROS = 300_000_000;
    /** Whose house is full has room again when somebody leaves, not sooner. */
    private static final long FULL_PAUSE_MICROS = 60_000_000;
    /** Without any neighbour it is more likely we who are away. */
    private static final long LONGEST_ALONE_MICROS = 60_000_000;
    /** A link that ends sooner was no success: somebody may take us in and throw us out for ever. */
    private static final long LASTED_MICROS = 60_000_000;

    /** Dialled as it was named: without an id such a link is never pinned, and a renewed key is no stranger's. */
    final PeerAddress address;

    final Network network;
    final String source;
    /** Who named it; empty when it is no hearsay. */
    final SortedSet<String> tellers = new TreeSet<>();

    /** Whether the operator named it himself. */
    boolean operators;

    /** What it is dialled for. */
    Slot slot = Slot.CHOSEN;

    /** Whether another neighbour is given up for it. */
    boolean exchanged;

    Optional<PeerId> answered;
    /** Whether the very peer that was named has answered there: however it came to be known, it is no victim. */
    boolean proven;
    /** Whether it became a neighbour on others' word: then our own sources have it from us. */
    private boolean linkedOnWord;

    int attempts;
    Optional<CloseReason> lastFailure = Optional.empty();
    long nextTryMicros;
    boolean dialling;
    /** Whether there is a link that was dialled there. */
    boolean linked;

    long dialledMicros;

    Candidate(PeerAddress address, Network network, String source) {
        this.address = address;
        this.network = network;
        this.source = source;
        this.answered = address.id();
    }

    boolean isOperators() {
        return operators;
    }

    boolean isHearsay() {
        return !tellers.isEmpty();
    }

    /** Linked, or about to be. */
    boolean isInUse() {
        return dialling || linked;
    }

    void told(String teller) {
        if (tellers.size() < MAX_TELLERS) {
            tellers.add(teller);
        }
    }

    /** Somebody found it who is not a mere teller, unless he may know it from our own link alone. */
    void found() {
        if (!linkedOnWord) {
            tellers.clear();
        }
    }

    /** A link there has lasted. */
    void known() {
        tellers.clear();
    }

    /** With the id that answered last. */
    PeerAddress met() {
        return answered.map(address::withId).orElse(address);
    }

    void dialled(long now) {
        dialling = true;
        dialledMicros = now;
        attempts++;
    }

    void linked() {
        dialling = false;
        linked = true;
        linkedOnWord |= isHearsay();
        lastFailure = Optional.empty();
    }

    /**
     * A link that was dialled there has ended.
     *
     * @param unsteady whether no link of ours lasts
     * @param alone whether it was the last one
     */
    void linkLost(long now, long upMicros, boolean unsteady, boolean alone, CloseReason why, RandomGenerator random) {
        dialling = false;
        linked = false;
        if (upMicros >= LASTED_MICROS) {
            attempts = 0;
        } else if (unsteady) {
            attempts = Math.min(attempts, UNSTEADY_PAUSES);
        }
        lastFailure = Optional.of(why);
        nextTryMicros = now + pause(why, alone, random);
    }

    void failed(long now, CloseReason why, boolean alone, RandomGenerator random) {
        dialling = false;
        lastFailure = Optional.of(why);
        nextTryMicros = now + pause(why, alone, random);
    }

    /** We do not want him for now. */
    void unwanted(long now, long until) {
        lastFailure = Optional.of(CloseReason.UNWANTED);
        nextTryMicros = Math.min(until, now + LONGEST_PAUSE_MICROS);
    }

    /** The net is there again, or will be in a few seconds: nobody waits for long, nor for the next tries. */
    void hurry(long now, RandomGenerator random) {
        if (lastFailure.filter(Candidate::isNoRoom).isPresent()) {
            return; // there is a way to them
        }
        attempts = Math.min(attempts, SHORT_PAUSES / 2);
        nextTryMicros = Math.min(nextTryMicros, now + random.nextLong(SHORT_PAUSE_MICROS));
    }

    private static boolean isNoRoom(CloseReason why) {
        return why == CloseReason.MADE_ROOM || why == CloseReason.TOO_MANY;
    }

    /** Doubles with each failure; the jitter keeps peers that lost the same neighbour from dialling in step. */
    private long pause(CloseReason why, boolean alone, RandomGenerator random) {
        long pause = attempts <= SHORT_PAUSES
                ? Math.min(SHORT_PAUSE_MICROS, FIRST_PAUSE_MICROS << attempts)
                : Math.min(LONGEST_PAUSE_MICROS, SHORT_PAUSE_MICROS << Math.min(attempts - SHORT_PAUSES, 10));
        long most = alone ? Math.min(pause, LONGEST_ALONE_MICROS) : atLeast(why, pause);
        return most / 2 + random.nextLong(most);
    }

    private static long atLeast(CloseReason why, long pause) {
        return switch (why) {
            case TOO_MANY -> Math.max(pause, FULL_PAUSE_MICROS);
            case MADE_ROOM -> LONGEST_PAUSE_MICROS;
            default -> pause;
        };
    }
}
