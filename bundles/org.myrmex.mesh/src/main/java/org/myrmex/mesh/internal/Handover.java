package org.myrmex.mesh.internal;

import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;

/**
 * A connection that a link leaves for a younger one: each side sends RENEWED as its last frame on it. Whoever has that frame
 * of the other side has all that was sent before it, so the connection may end without a loss. Loop thread only.
 */
final class Handover {
    final Connection old;
    private final long deadlineMicros;
    private boolean said;
    private boolean heard;

    Handover(Connection old, boolean heard, long deadlineMicros) {
        this.old = old;
        this.heard = heard;
        this.deadlineMicros = deadlineMicros;
    }

    /** Says that nothing more comes, as soon as there is room. */
    void say() {
        if (!said) {
            said = BareFrame.say(old, CloseReason.RENEWED);
        }
    }

    void hear() {
        heard = true;
    }

    boolean heard() {
        return heard;
    }

    /** Both sides have said it: from here on nothing can be lost with the connection but our own last frames. */
    boolean agreed() {
        return said && heard;
    }

    boolean done() {
        return agreed() && old.queuedBytes() == 0;
    }

    boolean late(long now) {
        return now >= deadlineMicros;
    }

    /** The link ends meanwhile. */
    void close(CloseReason why) {
        if (!said) {
            BareFrame.say(old, why);
        }
        old.close(why);
    }
}
