package org.myrmex.discovery.dns.internal;

import org.myrmex.discovery.dns.zone.Answer;
import org.myrmex.discovery.dns.zone.Result;

/**
 * What came back from a name server.
 *
 * @param answer what it says, if it is one
 */
record Reply(Verdict verdict, Answer answer) {
    /** What is to be done with it. */
    enum Verdict {
        /** It belongs to another question, or to nobody: passed over. */
        NOT_OURS,
        /** Cut off: to be asked by TCP. */
        TRUNCATED,
        /** The server does not know EDNS (RFC 6891): to be asked without. */
        PLAIN_WANTED,
        /** It cannot be read; by TCP it might. */
        NONSENSE,
        /** The server cannot or will not; another one might. */
        FAILED,
        ANSWER
    }

    static Reply of(Verdict verdict) {
        return new Reply(verdict, Answer.none(Result.NONSENSE, 0));
    }

    static Reply failed(Result result) {
        return new Reply(Verdict.FAILED, Answer.none(result, 0));
    }
}
