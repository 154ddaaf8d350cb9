package org.myrmex.api.access;

/**
 * On whose behalf something is done.
 *
 * @param kind what sort of principal
 * @param name which one; empty for the owner and for nobody in particular
 */
public record Caller(Kind kind, String name) {
    /** The owner of this peer: whoever has the secret of its home. */
    public static final Caller OWNER = new Caller(Kind.OWNER, "");

    /** Somebody who has shown nothing. */
    public static final Caller ANONYMOUS = new Caller(Kind.ANONYMOUS, "");

    /** Sorts of principals. */
    public enum Kind {
        OWNER,
        BUDDY,
        TOKEN,
        ANONYMOUS
    }
}
