package org.myrmex.channel.internal;

/** Something that wants to be woken. The loop's alone. */
abstract class Timed {
    /** Where it stands in the loop's agenda; the loop's own. */
    Loop.Wake wake;
    /** Whether that place may be out of date; the loop's own. */
    boolean touched;

    /** When it wants to be woken, {@link Long#MAX_VALUE} for never. */
    abstract long nextWakeUp();

    /** That time has come, or nearly. */
    abstract void tick(long now);
}
