package org.myrmex.mesh.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The receiving half of a link: what each flow still owes, and the credits to give back. They go back in lumps of half the
 * window, an eighth and more beside what is sent anyway, and all when the link is otherwise quiet: a frame for each eighth
 * would be one of three that a relay of a transfer reads and writes.
 */
public final class FlowReceiver {
    /** Numbers that the other side may use at once; twice what it may have open, since it forgets before we do. */
    public static final int MAX_FLOWS = 2 * FlowSender.MAX_FLOWS;

    /** Fibonacci hashing (Knuth 6.4): numbers that follow each other do not meet. */
    private static final int SPREAD = 0x9E3779B9;

    private final int windowBytes;
    private final FlowTable<Flow> flows = new FlowTable<>(MAX_FLOWS);
    /** Flows with enough to give back beside others: asked after every batch, when most often there is none. */
    private final ArrayDeque<Flow> lumps = new ArrayDeque<>();
    /** One of them has enough for a frame of its own. */
    private boolean lumpDue;

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

    /** Why credits are sent now. */
    public enum Occasion {
        /** Somebody's lump is worth a frame. */
        LUMP,
        /** Something else goes to the neighbour. */
        COMPANY,
        /** Some time has passed. */
        PAUSE
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
            if (!flow.inLumps && flow.pending >= windowBytes / 8) {
                flow.inLumps = true;
                lumps.add(flow);
            }
            lumpDue |= flow.pending >= windowBytes / 2;
        }
    }

    /** Whether a lump is there to give back by itself. */
    public boolean lumpDue() {
        return lumpDue;
    }

    /** Credits to send now, as many as one frame takes: to be asked again until there are none. */
    public List<Credits.Grant> grants(Occasion occasion) {
        boolean all = occasion == Occasion.PAUSE;
        if (!all && (lumps.isEmpty() || (occasion == Occasion.LUMP && !lumpDue))) {
            return List.of();
        }
        List<Credits.Grant> grants = new ArrayList<>();
        while (!lumps.isEmpty() && grants.size() < Credits.MAX_GRANTS) {
            Flow flow = lumps.poll();
            flow.inLumps = false;
            grant(flow, grants);
        }
        lumpDue &= !lumps.isEmpty();
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
