package org.myrmex.testkit.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.api.routing.Handle;

/** The handles that a node's routing holds beyond their inputs, oldest first; one held for too long is ended by force. */
final class HeldHandles {
    private final VirtualNetwork network;
    private final LinkedHashMap<Handle, Held> held = new LinkedHashMap<>();
    private boolean forcedEndsPlanned;
    private int overdue;

    /** @param frame null for a local request */
    private record Held(long sinceMicros, VirtualFrame frame) {}

    HeldHandles(VirtualNetwork network) {
        this.network = network;
    }

    int size() {
        return held.size();
    }

    /** How many were ended by force. */
    int overdue() {
        return overdue;
    }

    boolean contains(Handle handle) {
        return held.containsKey(handle);
    }

    /** The frame that a held handle stands for; null for a local request, and when it is not held. */
    VirtualFrame frame(Handle handle) {
        Held known = held.get(handle);
        return known == null ? null : known.frame();
    }

    void hold(Handle handle, VirtualFrame frame) {
        held.put(handle, new Held(network.now(), frame));
        planForcedEnds();
    }

    /** Holds it no longer, without saying that it ended. @return as {@link #frame} */
    VirtualFrame letGo(Handle handle) {
        Held known = held.remove(handle);
        return known == null ? null : known.frame();
    }

    /** Ends all, since whoever held them is gone. */
    void endAll() {
        List.copyOf(held.keySet()).forEach(this::end);
    }

    private void end(Handle handle) {
        VirtualFrame frame = letGo(handle);
        if (frame != null) {
            network.ended(frame);
        }
    }

    /** One event for all that are held: most are released long before. */
    private void planForcedEnds() {
        if (!forcedEndsPlanned && !held.isEmpty()) {
            forcedEndsPlanned = true;
            long oldest = held.values().iterator().next().sinceMicros();
            network.at(oldest + VirtualNode.MAX_HOLD_MICROS + 1, this::forceEnds);
        }
    }

    private void forceEnds() {
        forcedEndsPlanned = false;
        for (Map.Entry<Handle, Held> entry : List.copyOf(held.entrySet())) {
            if (network.now() - entry.getValue().sinceMicros() <= VirtualNode.MAX_HOLD_MICROS) {
                break; // the rest is younger
            }
            overdue++;
            end(entry.getKey());
        }
        planForcedEnds();
    }
}
