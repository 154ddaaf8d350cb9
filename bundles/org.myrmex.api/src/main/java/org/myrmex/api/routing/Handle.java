package org.myrmex.api.routing;

/**
 * Stands for one received frame or local request while its credit is out. It ends when the input returns, unless routing
 * held it by {@link Outbox#hold}; then at {@link Outbox#release}, or by force after 10 s. Credit goes back upstream when the
 * handle has ended and all that was sent or delivered because of it is written, consumed or dropped.
 *
 * @param number local, never used again; 0 for none
 */
public record Handle(long number) {
    /** What routing does of its own accord. */
    public static final Handle NONE = new Handle(0);
}
