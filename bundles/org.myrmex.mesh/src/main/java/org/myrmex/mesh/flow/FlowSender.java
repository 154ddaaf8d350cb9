package org.myrmex.mesh.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The sending half of a link: what waits, and what goes next. The link's own frames go first, then cover frames in their slots,
 * then in fair turns flow 0 (no credits, a token bucket) and the buckets of the numbered flows (credits that the receiver gives
 * back), as far as the rate allows. A window per link instead of per flow deadlocks: three flows on a ring of three are enough.
 */
public final class FlowSender {
    /** Flows with a bucket of their own; further ones share with those. */
    public static final int MAX_FLOWS = Buckets.COUNT;
    /** Bytes that wait in one bucket: the 512 KiB for which a flow has credit, and a quarter more for headers, which are free. */
    public static final int MAX_QUEUED_BYTES = 640 * 1024;
    /** Frames that wait in one bucket: a frame without body costs memory too. */
    public static final int MAX_QUEUED_FRAMES = 1_024;
    /** Bytes that wait in all buckets of a link: a neighbour that takes nothing must not hold a hundred MiB. */
    public static final int MAX_LINK_BYTES = 4 << 20;
    /** Control frames that wait. */
    public static final int MAX_CONTROL = 1_024;
    /** What has waited so long is of no use any more (protocol 1). */
    public static final long MAX_WAIT_MICROS = 2_000_000;
    /** Both ends forget a flow after so much silence, and its debts with it (protocol 1). */
    public static final long FORGET_MICROS = 30_000_000;

    /** Under a rate nothing is taken in that would wait longer: later comers may yet lengthen the line by an eighth. */
    private static final long SHAPED_WAIT_MICROS = MAX_WAIT_MICROS * 7 / 8;

    private final ArrayDeque<Parcel> control = new ArrayDeque<>();
    private final BroadcastBudget broadcastBudget = BroadcastBudget.ofSender();
    private final Bucket broadcast = new Bucket(0, Bucket.NO_CREDITS_NEEDED);
    private final Buckets buckets;
    private final Turns turns = new Turns();
    private final Shaper shaper;
    private final CoverSlots cover;

    private int windowBytes;
    private int controlBytes;
    private int bucketBytes;
    /** Whether the rate held up a frame when something was last taken. */
    private boolean heldUp;

    private long evicted;

    /**
     * A sender without limits of its own.
     *
     * @param windowBytes credits that each flow starts with
     * @param hash with a key that nobody else knows
     */
    public FlowSender(int windowBytes, SipHash hash) {
        this(windowBytes, hash, Shaper.unlimited(), CoverSlots.OFF);
    }

    /** A sender with a rate and cover. */
    public FlowSender(int windowBytes, SipHash hash, Shaper shaper, CoverSlots cover) {
        this.windowBytes = windowBytes;
        this.buckets = new Buckets(hash);
        this.shaper = shaper;
        this.cover = cover;
    }

    /** The other side's hello came: what it promises holds for every flow from now on, and cover may begin. */
    public void promised(long now, int bytes) {
        windowBytes = bytes;
        cover.begin(now);
    }

    /** Queues a frame of the link itself; false when too many wait: the link is then of no use. */
    public boolean offerControl(Parcel parcel) {
        if (control.size() >= MAX_CONTROL) {
            return false;
        }
        control.add(parcel);
        controlBytes += parcel.wireBytes();
        return true;
    }

    /**
     * Queues a frame of a flow. When the link holds too much the fullest bucket loses its oldest frame for it: refusing the
     * newcomer instead would let a few flows keep all others out.
     *
     * @param localFlow routing's name; 0 for the broadcast flow
     * @return false when the flow's queue is full or it would wait too long; the parcel stays the caller's
     */
    public boolean offer(long now, long localFlow, Parcel parcel) {
        if (localFlow == 0 && cover.covers(parcel)) {
            return cover.offer(parcel);
        }
        Bucket bucket = localFlow == 0 ? broadcast : buckets.of(now, localFlow, windowBytes);
        if (!bucket.hasRoomFor(parcel) || shaper.micros(ahead(bucket, parcel)) > SHAPED_WAIT_MICROS) {
            return false;
        }
        boolean wasEmpty = bucket.isEmpty();
        bucket.add(parcel);
        bucketBytes += parcel.wireBytes();
        if (wasEmpty) {
            turns.enter(bucket);
        }
        while (bucketBytes > MAX_LINK_BYTES) {
            evicted++;
            drop(fullest());
        }
        return true;
    }

    /** Bytes that would leave before a frame: what its bucket holds, and a round of the others for each quantum of that. */
    private long ahead(Bucket bucket, Parcel parcel) {
        int own = bucket.queuedBytes();
        long rounds = (own + parcel.wireBytes() + Turns.QUANTUM_BYTES - 1L) / Turns.QUANTUM_BYTES;
        int others = bucket.inLine ? turns.size() - 1 : turns.size();
        return own + rounds * Math.min(bucketBytes - own, others * Turns.QUANTUM_BYTES);
    }

    private Bucket fullest() {
        Bucket[] fullest = {broadcast};
        buckets.forEach(bucket -> {
            if (bucket.queuedBytes() > fullest[0].queuedBytes()) {
                fullest[0] = bucket;
            }
        });
        return fullest[0];
    }

    private void drop(Bucket bucket) {
        Parcel oldest = bucket.poll();
        bucketBytes -= oldest.wireBytes();
        oldest.drop(); // last: it may lead back here
    }

    /** Credits came back. */
    public void credited(int number, int bytes) {
        Bucket bucket = buckets.numbered(number);
        if (bucket != null) {
            bucket.earn(bytes, windowBytes);
            resume(bucket);
        }
    }

    private void resume(Bucket bucket) {
        if (!bucket.isEmpty() && bucket.hasCreditsFor(bucket.peek())) {
            turns.enter(bucket);
        }
    }

    /**
     * Chooses what to write next, as far as credits, token bucket, rate and room allow. Parcels that waited too long are
     * dropped on the way.
     *
     * @param roomBytes bytes that the connection would take
     */
    public List<Chosen> take(long now, int roomBytes) {
        List<Chosen> chosen = new ArrayList<>();
        int room = takeOwn(now, roomBytes, chosen);
        if (!broadcast.isEmpty() && mayGo(now, broadcast, broadcast.peek())) {
            turns.enter(broadcast);
        }
        heldUp = false;
        while (room > 0 && turns.size() > 0) {
            Bucket bucket = turns.first();
            dropStale(now, bucket);
            Parcel next = bucket.peek();
            if (next == null) {
                turns.done();
            } else if (!mayGo(now, bucket, next)) {
                turns.pause();
            } else if (turns.mayTake(next.wireBytes())) {
                if (!shaper.mayGo(now)) {
                    heldUp = true;
                    return chosen;
                }
                room -= next.wireBytes();
                chosen.add(take(now, bucket));
            }
        }
        if (room > 0) {
            shaper.leave();
        }
        return chosen;
    }

    /** Frames of the link itself, then the slot of a cover frame. @return the room that is left */
    private int takeOwn(long now, int roomBytes, List<Chosen> chosen) {
        int room = roomBytes;
        while (room > 0 && !control.isEmpty()) {
            Parcel parcel = control.poll();
            controlBytes -= parcel.wireBytes();
            room -= parcel.wireBytes();
            shaper.went(now, parcel.wireBytes());
            chosen.add(Chosen.control(parcel));
        }
        dropStaleCovered(now);
        Chosen slot = room > 0 ? cover.take(now) : null;
        if (slot != null) {
            room -= CoverFrame.WIRE_BYTES;
            shaper.went(now, CoverFrame.WIRE_BYTES);
            chosen.add(slot);
        }
        return room;
    }

    private boolean mayGo(long now, Bucket bucket, Parcel next) {
        return bucket == broadcast ? broadcastBudget.has(now, next.cost()) : bucket.hasCreditsFor(next);
    }

    private Chosen take(long now, Bucket bucket) {
        Parcel parcel = bucket.poll();
        int bytes = parcel.wireBytes();
        bucketBytes -= bytes;
        shaper.went(now, bytes);
        bucket.lastSentMicros = now;
        bucket.spend(parcel.cost());
        if (bucket == broadcast) {
            broadcastBudget.spend(now, parcel.cost());
        }
        return Chosen.ofBucket(parcel, bucket, turns.took(bytes));
    }

    /** Puts back what the connection did not take, to be chosen first again: neither its turn nor its share is used up. */
    public void putBack(List<Chosen> notTaken) {
        for (int i = notTaken.size() - 1; i >= 0; i--) {
            Chosen back = notTaken.get(i);
            shaper.undo(back.frame().wireBytes());
            if (back.isCover()) {
                cover.putBack(back.parcel());
            } else if (back.bucket == null) {
                control.addFirst(back.parcel());
                controlBytes += back.parcel().wireBytes();
            } else {
                putBack(back.bucket, back.parcel(), back.began);
            }
        }
        shaper.leave(); // until there is room again others may go
    }

    private void putBack(Bucket bucket, Parcel parcel, boolean began) {
        bucket.addFirst(parcel);
        bucketBytes += parcel.wireBytes();
        bucket.earn(parcel.cost(), windowBytes);
        if (bucket == broadcast) {
            broadcastBudget.giveBack(parcel.cost());
        }
        turns.undo(bucket, parcel.wireBytes(), began);
    }

    /** Drops what waited too long and forgets silent flows. */
    public void tick(long now) {
        dropStaleCovered(now);
        dropStale(now, broadcast);
        buckets.forEach(bucket -> dropStale(now, bucket));
        buckets.forget(now, windowBytes);
        buckets.forEach(this::resume); // what is first now may cost less, or its bucket began anew
    }

    private void dropStale(long now, Bucket bucket) {
        while (!bucket.isEmpty() && now - bucket.peek().queuedAtMicros() > MAX_WAIT_MICROS) {
            drop(bucket);
        }
    }

    private void dropStaleCovered(long now) {
        for (Parcel old = cover.stale(now); old != null; old = cover.stale(now)) {
            old.drop();
        }
    }

    /**
     * When there may be something to take though nothing was offered or credited until then: a slot comes, the rate or flow
     * 0's budget lets the next frame go. Never, if nothing waits for the time.
     */
    public long nextMicros(long now) {
        long next = cover.nextMicros();
        if (heldUp) {
            long rate = shaper.nextMicros(now);
            // 'now' would mean that the peer's rate holds it up, which wakes by itself
            next = rate > now ? Math.min(next, rate) : next;
        }
        if (!broadcast.isEmpty() && !broadcast.inLine) {
            next = Math.min(next, broadcastBudget.readyAt(now, broadcast.peek().cost()));
        }
        return next;
    }

    /** Takes everything out that waits, control frames left out: the link is dead. */
    public List<Parcel> drain() {
        List<Parcel> left = new ArrayList<>();
        control.forEach(Parcel::drop);
        control.clear();
        cover.drainTo(left);
        drain(broadcast, left);
        buckets.forEach(bucket -> drain(bucket, left));
        turns.clear();
        shaper.leave();
        controlBytes = 0;
        bucketBytes = 0;
        return left;
    }

    private static void drain(Bucket bucket, List<Parcel> left) {
        bucket.inLine = false;
        while (!bucket.isEmpty()) {
            left.add(bucket.poll());
        }
    }

    /** Bytes that wait, headers too; not those that wait for a slot, which say nothing of the link. */
    public int queuedBytes() {
        return controlBytes + bucketBytes;
    }

    /** Whether nothing waits. */
    public boolean idle() {
        return control.isEmpty() && bucketBytes == 0 && cover.isEmpty();
    }

    /** Flows that are remembered. */
    public int flowCount() {
        return buckets.size();
    }

    /** Frames that were dropped so far because the link held too much. */
    public long evicted() {
        return evicted;
    }
}
