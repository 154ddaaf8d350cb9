package org.myrmex.discovery.hostcatcher.caught;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.transport.PeerAddress;

/** What goes on with one neighbour while the link lasts. */
final class Talk<N> {
    /** A verdict holds so long; then the neighbour is asked again. */
    static final long VERDICT_MICROS = 3600L * 1_000_000;

    /** Who could not reach us is asked again sooner: somebody may have opened a port meanwhile. */
    static final long FAILURE_MICROS = 660L * 1_000_000;

    /** The mesh dials a neighbour back once in ten minutes; a minute more, so that it does not refuse. */
    static final long DIAL_BACK_MICROS = 660L * 1_000_000;

    /** Dialling back takes longer than the pong, so that its verdict comes with the next: soon, but not for ever. */
    private static final long SOON_MICROS = 6_000_000;

    private static final int MAX_EARLY_PINGS = 3;
    /** Whoever was linked a moment ago answers nobody twice in five seconds: a minute would be long to wait. */
    private static final int MAX_AGAIN = 2;

    /** No two peers ping in step: a tenth sooner or later. */
    private static final double JITTER = 0.1;

    private static final long NEVER = Long.MIN_VALUE / 2;

    final Neighbour neighbour;

    /** Since when. */
    final long sinceMicros;

    /** Where it says that it sees us. */
    Optional<String> seenAs = Optional.empty();

    /** Of the pong that is waited for; empty when there is none to come. */
    Optional<Long> askedMicros = Optional.empty();

    /** Its own records, of its last ping. */
    List<N> records = new ArrayList<>();

    /** Where it can be dialled, as far as this peer has seen itself. */
    Optional<Place> proven;

    boolean isTriedBack;
    /** Of a dial-back that it has not been told yet. */
    Optional<Verdict> untold = Optional.empty();

    private long pingedMicros = NEVER;
    private long nextPingMicros = NEVER;
    private int earlyPings;
    /** Pings in a row that were sent because the one before was not answered. */
    private int again;

    private boolean isTryingUs;
    private long nextVerdictMicros = NEVER;
    private long triedBackMicros = NEVER;

    Talk(Neighbour neighbour, long nowMicros) {
        this.neighbour = neighbour;
        this.sinceMicros = nowMicros;
        this.proven = neighbour.dialledByUs() ? Optional.of(Place.of(neighbour.address())) : Optional.empty();
    }

    boolean isDue(long nowMicros) {
        boolean isUnanswered = askedMicros.isPresent() && nowMicros - pingedMicros > Catcher.PONG_MICROS;
        return nowMicros >= nextPingMicros || (isUnanswered && again < MAX_AGAIN);
    }

    boolean mayPing(long nowMicros) {
        return nowMicros - pingedMicros >= Catcher.PING_GAP_MICROS;
    }

    boolean isWaiting(long nowMicros, long atMostMicros) {
        return askedMicros.filter(asked -> nowMicros - asked <= atMostMicros).isPresent();
    }

    /** Returns whether it is to try to dial us. */
    boolean pinged(boolean canBeDialled, long pauseMicros, long nowMicros, RandomGenerator random) {
        isTryingUs = canBeDialled && neighbour.dialledByUs() && nowMicros >= nextVerdictMicros;
        boolean isEarly = isTryingUs && earlyPings < MAX_EARLY_PINGS;
        earlyPings += isEarly ? 1 : 0;
        long pause = isEarly ? Math.min(SOON_MICROS, pauseMicros) : pauseMicros;
        nextPingMicros = nowMicros + (long) (pause * (1 - JITTER + 2 * JITTER * random.nextDouble()));
        pingedMicros = nowMicros;
        again = askedMicros.isPresent() ? again + 1 : 0;
        askedMicros = Optional.of(nowMicros);
        return isTryingUs;
    }

    /** It says what became of dialling us; returns whether it was asked to. */
    boolean takesVerdict(Verdict verdict, long nowMicros) {
        if (!isTryingUs) {
            return false;
        }
        isTryingUs = false;
        earlyPings = 0;
        nextVerdictMicros = nowMicros + (verdict.failure().isEmpty() ? VERDICT_MICROS : FAILURE_MICROS);
        return true;
    }

    /** Whether to dial it back now. */
    boolean triesBack(long nowMicros) {
        if (neighbour.dialledByUs() || isTriedBack || nowMicros - triedBackMicros < DIAL_BACK_MICROS) {
            return false;
        }
        isTriedBack = true;
        triedBackMicros = nowMicros;
        return true;
    }

    Place placeAt(int port) {
        PeerAddress address = neighbour.address();
        return new Place(address.scheme(), address.host(), port);
    }
}
