package org.myrmex.lab.hostile;

import java.util.TreeSet;
import org.myrmex.api.routing.Handle;

/** Which handles stand for frames of neighbours, and which for wishes of the node itself. */
final class Causes {
    /** Held handles that are remembered; the oldest goes first. */
    private static final int MAX_HELD = 4_096;

    private final TreeSet<Long> heldFrames = new TreeSet<>();
    private Handle received = Handle.NONE;

    /** A frame comes in. */
    void begin(Handle handle) {
        received = handle;
    }

    /** The input of that frame is over. */
    void end() {
        received = Handle.NONE;
    }

    void hold(Handle handle) {
        if (isFrame(handle)) {
            heldFrames.add(handle.number());
            if (heldFrames.size() > MAX_HELD) {
                heldFrames.pollFirst();
            }
        }
    }

    void release(Handle handle) {
        heldFrames.remove(handle.number());
    }

    /** Whether this is the frame that comes in just now. */
    boolean isPresent(Handle handle) {
        return handle.equals(received) && !handle.equals(Handle.NONE);
    }

    /** Whether somebody else's frame is behind it. */
    boolean isFrame(Handle handle) {
        return isPresent(handle) || heldFrames.contains(handle.number());
    }
}
