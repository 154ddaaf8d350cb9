package org.myrmex.mesh.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The receiving half of a link: what each flow still owes, and the credits to give back. Credits go back in lumps of a
 * quarter of the window, or when the link is otherwise quiet.
 */
public final class FlowReceiver {
    /** Numbers that the other side may use at once; twice what it may have open, since it forgets before we do. */
    public static final int MAX_FLOWS = 2 * FlowSender.MAX_FLOWS;

    /** Fibonacci hashing (Knuth 6.4): numbers that follow each other do not meet. */
    private static final int SPREAD = 0x9E3779B9;

    private final int windowBytes;
    private final FlowTable<Flow> flows = new FlowTable<>(MAX_FLOWS);
    /** Flows with a lump to give back: asked after every batch, when most often there is none. */
    private final ArrayDeque<Flow> lumps = new ArrayDeque<>();

    private final BroadcastBudget broadcastBudget = BroadcastBudget.ofReceiver();

    /** @param windowBytes what our hello promised */
    public FlowReceiver(int windowBytes) {
        this.windowBytes = windowBytes;
    }

    private static final class Flow {
        final int number;
        int outstanding;
        int pending;
        long lastUsedMicros;
        boolean inLumps;

        Flow(int number) {
            this.number = number;
        }
    }

    /** What to do with a frame. */
    public enum Admission {
        ACCEPTED,
        /** Over the share of flow 0, in bytes or in queries: drop it silently. */
        OVER_SHARE,
        /** More than its credits: the neighbour breaks the protocol. */
        OVER_CREDIT
    }

    /** Counts a frame in. */
    public Admission received(long now, int number, int cost) {
        if (number == 0) {
            if (!broadcastBudget.has(now, cost)) {
                return Admission.OVER_SHARE;
            }
            broadcastBudget.spend(now, cost);
            return Admission.ACCEPTED;
        }
        Flow flow = find(number);
        if (flow == null) {
            if (flows.size() >= MAX_FLOWS) {
                forget(now);
            }
            if (flows.size() >= MAX_FLOWS) {
                return Admission.OVER_CREDIT;
            }
            flow = new Flow(number);
            flows.add(number, hash(number), flow);
        }
        flow.lastUsedMicros = now;
        // the other side forgets a silent flow and its debts, and starts with a full window while ours is still out
        if (flow.outstanding + cost > 2 * windowBytes) {
            return Admission.OVER_CREDIT;
        }
        flow.outstanding += cost;
        return Admission.ACCEPTED;
    }

    private Flow find(int number) {
        return flows.get(number, hash(number));
    }

    private static int hash(int number) {
        return (number * SPREAD) >>> Short.SIZE;
    }

    /** A frame of the flow has gone on, was consumed or was dropped: its credit may go back. */
    public void ended(int number, int cost) {
        Flow flow = find(number);
        if (flow != null) {
            flow.pending += cost;
            if (!flow.inLumps && flow.pending >= windowBytes / 4) {
                flow.inLumps = true;
                lumps.add(flow);
            }
        }
    }

    /** Whether a lump is there to give back. */
    public boolean lumpDue() {
        return !lumps.isEmpty();
    }

    /**
     * Credits to send now, as many as one frame takes.
     *
     * @param all small lumps too
     */
    public List<Credits.Grant> grants(boolean all) {
        if (!all && lumps.isEmpty()) {
            return List.of();
        }
        List<Credits.Grant> grants = new ArrayList<>();
        while (!lumps.isEmpty() && grants.size() < Credits.MAX_GRANTS) {
            Flow flow = lumps.poll();
            flow.inLumps = false;
            grant(flow, grants);
        }
        if (all) {
            flows.forEach(flow -> grant(flow, grants));
        }
        return grants;
    }

    private static void grant(Flow flow, List<Credits.Grant> grants) {
        if (flow.pending == 0 || flow.inLumps || grants.size() == Credits.MAX_GRANTS) {
            return;
        }
        grants.add(new Credits.Grant(flow.number, flow.pending));
        flow.outstanding = Math.max(0, flow.outstanding - flow.pending);
        flow.pending = 0;
    }

    /** Forgets flows that have been silent. */
    public void tick(long now) {
        forget(now);
    }

    private void forget(long now) {
        flows.removeIf(flow -> now - flow.lastUsedMicros > FlowSender.FORGET_MICROS);
    }

    /** Flows that are remembered. */
    public int flowCount() {
        return flows.size();
    }
}
