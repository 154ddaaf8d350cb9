package org.myrmex.http.internal;

/**
 * What becomes of a request.
 *
 * @param retrySeconds after which another try is worth it; 0 where waiting does not help
 * @param stale whether the password was right and only the nonce was not
 */
record Ruling(Verdict verdict, long retrySeconds, boolean stale) {
    private static final long SECOND_MICROS = 1_000_000L;

    static Ruling of(Verdict verdict) {
        return new Ruling(verdict, 0, false);
    }

    static Ruling later(long waitMicros) {
        return new Ruling(Verdict.TOO_MANY, (waitMicros + SECOND_MICROS - 1) / SECOND_MICROS, false);
    }

    static Ruling askAgain() {
        return new Ruling(Verdict.NO_PASSWORD, 0, true);
    }
}
