package org.myrmex.mesh.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/**
 * The sending half of a link: a queue for each flow, credits, and fair turns. Three ranks: the link's own control frames
 * first, then in turns flow 0 (no credits, a token bucket) and the numbered flows (credits that the receiver gives back). A
 * window per link instead of per flow deadlocks: three flows on a ring of three are enough.
 */
public final class FlowSender {
    /** Flows with a queue of their own; further ones share with those. */
    public static final int MAX_FLOWS = 256;
    /** Bytes that wait for one flow. */
    public static final int MAX_QUEUED_BYTES = 512 * 1024;
    /** Control frames that wait. */
    public static final int MAX_CONTROL = 1_024;
    /** What has waited so long is of no use any more (protocol 1). */
    public static final long MAX_WAIT_MICROS = 2_000_000;
    /** Both ends forget a flow after so much silence, and its debts with it (protocol 1). */
    public static final long FORGET_MICROS = 30_000_000;
    /** Flow 0: queries, answers and broadcasts of a whole link. */
    public static final long BROADCAST_BYTES_PER_SECOND = 2L << 20;

    private static final long BROADCAST_BURST_BYTES = 512 * 1024;

    private int windowBytes;
    private final ArrayDeque<Parcel> control = new ArrayDeque<>();
    private final Flow broadcast;
    private final TokenBucket broadcastBudget = new TokenBucket(BROADCAST_BYTES_PER_SECOND, BROADCAST_BURST_BYTES);
    /** By routing's local name; oldest first. */
    private final LinkedHashMap<Long, Flow> flows = new LinkedHashMap<>();

    private final TreeMap<Integer, Flow> byNumber = new TreeMap<>();
    /** Flows that have something to send, in the order of their turns. */
    private final ArrayDeque<Flow> turns = new ArrayDeque<>();

    private int lastNumber;
    private int queuedBytes;

    /** @param windowBytes credits that each flow starts with */
    public FlowSender(int windowBytes) {
        this.windowBytes = windowBytes;
        this.broadcast = new Flow(0, Long.MAX_VALUE);
    }

    /** The other side's hello came: what it promises holds for every flow from now on. */
    public void promised(int bytes) {
        windowBytes = bytes;
    }

    /** A parcel and the number of its flow, chosen to be written now. */
    public record Chosen(Parcel parcel, int flow) {}

    private static final class Flow {
        int number;
        final ArrayDeque<Parcel> queue = new ArrayDeque<>();
        long credits;
        /** When a frame went last: what only waits is silence to the receiver, who then forgets. */
        long lastSentMicros;

        int queuedBytes;
        boolean inTurns;

        Flow(int number, long credits) {
            this.number = number;
            this.credits = credits;
        }
    }

    /** Queues a frame of the link itself; false when too many wait: the link is then of no use. */
    public boolean offerControl(Parcel parcel) {
        if (control.size() >= MAX_CONTROL) {
            return false;
        }
        control.add(parcel);
        queuedBytes += parcel.body().length();
        return true;
    }

    /**
     * Queues a frame of a flow.
     *
     * @param localFlow routing's name; 0 for the broadcast flow
     * @return false when the flow's queue is full; the parcel stays the caller's
     */
    public boolean offer(long now, long localFlow, Parcel parcel) {
        Flow flow = localFlow == 0 ? broadcast : flow(now, localFlow);
        if (flow.queuedBytes + parcel.cost() > MAX_QUEUED_BYTES) {
            return false;
        }
        flow.queue.add(parcel);
        flow.queuedBytes += parcel.cost();
        queuedBytes += parcel.body().length();
        enterTurns(flow);
        return true;
    }

    private void enterTurns(Flow flow) {
        if (!flow.inTurns && !flow.queue.isEmpty()) {
            flow.inTurns = true;
            turns.add(flow);
        }
    }

    private Flow flow(long now, long localFlow) {
        Flow known = flows.get(localFlow);
        if (known != null) {
            return known;
        }
        if (flows.size() >= MAX_FLOWS) {
            forget(now);
        }
        if (flows.size() >= MAX_FLOWS) {
            int nth = (int) Long.remainderUnsigned(localFlow, byNumber.size());
            Iterator<Flow> shared = byNumber.values().iterator();
            for (int i = 0; i < nth; i++) {
                shared.next();
            }
            return shared.next();
        }
        Flow flow = new Flow(0, 0);
        flows.put(localFlow, flow);
        begin(now, flow);
        return flow;
    }

    /** Under a number that the receiver does not know yet a flow has no debts. */
    private void begin(long now, Flow flow) {
        do {
            lastNumber = lastNumber % 0xFFFF + 1;
        } while (byNumber.containsKey(lastNumber));
        flow.number = lastNumber;
        flow.credits = windowBytes;
        flow.lastSentMicros = now;
        byNumber.put(flow.number, flow);
    }

    /** Credits came back. */
    public void credited(int number, int bytes) {
        Flow flow = byNumber.get(number);
        if (flow != null) {
            flow.credits = Math.min(windowBytes, flow.credits + bytes);
        }
    }

    /**
     * Chooses what to write next, in fair turns, as far as credits, the token bucket and the room allow. Parcels that waited
     * too long are dropped on the way.
     *
     * @param roomBytes bytes that the connection would take
     */
    public List<Chosen> take(long now, int roomBytes) {
        List<Chosen> chosen = new ArrayList<>();
        int room = roomBytes;
        while (room > 0 && !control.isEmpty()) {
            Parcel parcel = control.poll();
            room -= taken(parcel);
            chosen.add(new Chosen(parcel, 0));
        }
        int stuck = 0;
        while (room > 0 && stuck < turns.size()) {
            Flow flow = turns.poll();
            dropStale(now, flow);
            Parcel next = flow.queue.peek();
            if (next == null) {
                flow.inTurns = false;
                continue;
            }
            if (!mayGo(now, flow, next)) {
                turns.add(flow);
                stuck++;
                continue;
            }
            stuck = 0;
            flow.queue.poll();
            flow.queuedBytes -= next.cost();
            flow.lastSentMicros = now;
            room -= taken(next);
            chosen.add(new Chosen(next, flow.number));
            flow.inTurns = false;
            enterTurns(flow);
        }
        return chosen;
    }

    private int taken(Parcel parcel) {
        queuedBytes -= parcel.body().length();
        return parcel.body().length() + parcel.header().remaining() + 16;
    }

    private boolean mayGo(long now, Flow flow, Parcel next) {
        if (flow == broadcast) {
            return broadcastBudget.take(now, next.cost());
        }
        if (flow.credits < next.cost()) {
            return false;
        }
        flow.credits -= next.cost();
        return true;
    }

    /** Puts back what the connection did not take, to be chosen first again: neither its turn nor its share is used up. */
    public void putBack(List<Chosen> notTaken) {
        for (int i = notTaken.size() - 1; i >= 0; i--) {
            Chosen back = notTaken.get(i);
            Parcel parcel = back.parcel();
            queuedBytes += parcel.body().length();
            if (parcel.type() != FrameTypes.ROUTING && parcel.type() != FrameTypes.NEIGHBOUR) {
                control.addFirst(parcel);
                continue;
            }
            Flow flow = back.flow() == 0 ? broadcast : byNumber.get(back.flow());
            flow.queue.addFirst(parcel);
            flow.queuedBytes += parcel.cost();
            if (flow == broadcast) {
                broadcastBudget.giveBack(parcel.cost());
            } else {
                flow.credits += parcel.cost();
            }
            turns.remove(flow);
            turns.addFirst(flow);
            flow.inTurns = true;
        }
    }

    /** Drops what waited too long and forgets silent flows. */
    public void tick(long now) {
        for (Flow flow : turns) {
            dropStale(now, flow);
        }
        forget(now);
    }

    private void dropStale(long now, Flow flow) {
        for (Parcel old = flow.queue.peek();
                old != null && now - old.queuedAtMicros() > MAX_WAIT_MICROS;
                old = flow.queue.peek()) {
            flow.queue.poll();
            flow.queuedBytes -= old.cost();
            queuedBytes -= old.body().length();
            old.drop();
        }
    }

    private void forget(long now) {
        for (Iterator<Flow> each = flows.values().iterator(); each.hasNext(); ) {
            Flow flow = each.next();
            if (now - flow.lastSentMicros > FORGET_MICROS) {
                byNumber.remove(flow.number);
                if (flow.queue.isEmpty()) {
                    each.remove();
                } else {
                    // the receiver has forgotten what it owes this number: no credit would ever come
                    begin(now, flow);
                }
            }
        }
    }

    /** Takes everything out that waits, control frames left out: the link is dead. */
    public List<Parcel> drain() {
        List<Parcel> left = new ArrayList<>();
        control.forEach(Parcel::drop);
        control.clear();
        left.addAll(broadcast.queue);
        broadcast.queue.clear();
        for (Flow flow : flows.values()) {
            left.addAll(flow.queue);
            flow.queue.clear();
        }
        flows.clear();
        byNumber.clear();
        turns.clear();
        queuedBytes = 0;
        return left;
    }

    /** Bytes of bodies that wait. */
    public int queuedBytes() {
        return queuedBytes;
    }

    /** Whether anything waits. */
    public boolean idle() {
        return control.isEmpty() && turns.isEmpty();
    }

    /** Flows that are remembered. */
    public int flowCount() {
        return flows.size();
    }
}
