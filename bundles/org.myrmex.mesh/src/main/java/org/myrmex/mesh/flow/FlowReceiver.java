package org.myrmex.mesh.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The receiving half of a link: what each flow still owes, and the credits to give back. Credits go back in lumps of a
 * quarter of the window, or when the link is otherwise quiet.
 */
public final class FlowReceiver {
    /** Numbers that the other side may use at once; twice what it may have open, since it forgets before we do. */
    public static final int MAX_FLOWS = 2 * FlowSender.MAX_FLOWS;

    private static final long BROADCAST_BURST_BYTES = 4L << 20;

    private final int windowBytes;
    private final TreeMap<Integer, Flow> flows = new TreeMap<>();
    /** Whether a flow may have a lump to give back: asked after every batch, when most often none has. */
    private boolean lumpDue;

    /** Twice what an honest neighbour sends. */
    private final TokenBucket broadcastBudget =
            new TokenBucket(2 * FlowSender.BROADCAST_BYTES_PER_SECOND, BROADCAST_BURST_BYTES);

    /** @param windowBytes what our hello promised */
    public FlowReceiver(int windowBytes) {
        this.windowBytes = windowBytes;
    }

    private static final class Flow {
        int outstanding;
        int pending;
        long lastUsedMicros;
    }

    /** What to do with a frame. */
    public enum Admission {
        ACCEPTED,
        /** Over the share of queries and broadcasts: drop it silently. */
        OVER_SHARE,
        /** More than its credits: the neighbour breaks the protocol. */
        OVER_CREDIT
    }

    /** Counts a frame in. */
    public Admission received(long now, int number, int cost) {
        if (number == 0) {
            return broadcastBudget.take(now, cost) ? Admission.ACCEPTED : Admission.OVER_SHARE;
        }
        Flow flow = flows.get(number);
        if (flow == null) {
            if (flows.size() >= MAX_FLOWS) {
                forget(now);
            }
            if (flows.size() >= MAX_FLOWS) {
                return Admission.OVER_CREDIT;
            }
            flow = new Flow();
            flows.put(number, flow);
        }
        flow.lastUsedMicros = now;
        // the other side forgets a silent flow and its debts, and starts with a full window while ours is still out
        if (flow.outstanding + cost > 2 * windowBytes) {
            return Admission.OVER_CREDIT;
        }
        flow.outstanding += cost;
        return Admission.ACCEPTED;
    }

    /** A frame of the flow has gone on, was consumed or was dropped: its credit may go back. */
    public void ended(int number, int cost) {
        Flow flow = flows.get(number);
        if (flow != null) {
            flow.pending += cost;
            lumpDue |= flow.pending >= lumpBytes();
        }
    }

    /** Whether a lump may be there to give back. */
    public boolean lumpDue() {
        return lumpDue;
    }

    /**
     * Credits to send now.
     *
     * @param all small lumps too
     */
    public List<Credits.Grant> grants(boolean all) {
        if (!all && !lumpDue) {
            return List.of();
        }
        int least = all ? 1 : lumpBytes();
        lumpDue = false;
        List<Credits.Grant> grants = new ArrayList<>();
        for (var entry : flows.entrySet()) {
            Flow flow = entry.getValue();
            if (flow.pending < least) {
                continue;
            }
            if (grants.size() == Credits.MAX_GRANTS) {
                lumpDue = true;
                break;
            }
            grants.add(new Credits.Grant(entry.getKey(), flow.pending));
            flow.outstanding = Math.max(0, flow.outstanding - flow.pending);
            flow.pending = 0;
        }
        return grants;
    }

    private int lumpBytes() {
        return windowBytes / 4;
    }

    /** Forgets flows that have been silent. */
    public void tick(long now) {
        forget(now);
    }

    private void forget(long now) {
        flows.values().removeIf(flow -> now - flow.lastUsedMicros > FlowSender.FORGET_MICROS);
    }

    /** Flows that are remembered. */
    public int flowCount() {
        return flows.size();
    }
}
