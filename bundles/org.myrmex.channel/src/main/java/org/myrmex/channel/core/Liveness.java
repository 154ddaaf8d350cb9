package org.myrmex.channel.core;

/** How long nothing was heard, said or achieved, and what follows from it. */
final class Liveness {
    /** A channel without traffic says something so often, so that silence means something. */
    static final long KEEP_ALIVE_MICROS = 15_000_000;

    /** An idle peer that was not heard for this long has missed a keep-alive: it is asked. */
    static final long ASK_MICROS = 20_000_000;

    /** A fresh route costs the whole mesh a flood. */
    static final long FRESH_EVERY_MICROS = 5_000_000;

    /** So many timeouts in a row, without any sign that a record of ours arrives, discredit the route. */
    static final int TIMEOUTS_TO_FRESH = 2;

    private final long silenceMicros;
    private long heardMicros;
    private long saidMicros;
    private long askedMicros;
    private long freshMicros;
    private long armedMicros;
    private int timeouts;
    private int asked;

    Liveness(long now, long silenceMicros) {
        this.silenceMicros = silenceMicros;
        this.heardMicros = now;
        this.saidMicros = now;
        this.askedMicros = now;
        this.armedMicros = now;
        this.freshMicros = now - FRESH_EVERY_MICROS;
    }

    void heard(long now) {
        heardMicros = now;
        asked = 0;
    }

    void said(long now) {
        saidMicros = now;
    }

    /** A record of ours has arrived. */
    void progress(long now) {
        timeouts = 0;
        armedMicros = now;
    }

    /** Nothing of ours has arrived in time. */
    void timedOut(long now) {
        timeouts++;
        armedMicros = now;
    }

    int timeouts() {
        return timeouts;
    }

    /** From when on the time to a retransmission counts, at the earliest. */
    long armedMicros() {
        return armedMicros;
    }

    /** Whether the route is in doubt and a fresh one may be asked for. */
    boolean freshDue(long now) {
        return timeouts >= TIMEOUTS_TO_FRESH && now - freshMicros >= FRESH_EVERY_MICROS;
    }

    void freshAsked(long now) {
        freshMicros = now;
    }

    /** The idle peer is asked; whether by a fresh route: not the first time, as a keep-alive may just be lost. */
    boolean ask(long now) {
        askedMicros = now;
        asked++;
        return asked > 1;
    }

    long keepAliveAt() {
        return saidMicros + Math.min(KEEP_ALIVE_MICROS, silenceMicros / 4);
    }

    long askAt() {
        long quiet = heardMicros + Math.min(ASK_MICROS, silenceMicros / 3);
        return asked == 0 ? quiet : Math.max(quiet, askedMicros + FRESH_EVERY_MICROS);
    }

    long lostAt() {
        return heardMicros + silenceMicros;
    }
}
