package org.myrmex.routing.mute.internal;

import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.LinkId;

/**
 * The ids of recent messages, own ones too, in the order in which they came. A ring of plain numbers with an index over it:
 * as objects, each id would live just long enough to be moved to where only a full collection finds it, and a relay sees
 * two hundred thousand of them in a gigabyte.
 */
final class SeenMessages {
    /**
     * What is remembered of a message.
     *
     * @param atMicros when it came first
     * @param via the link of the first copy; null for an own message
     * @param laidOut whether it was sent to all neighbours: then a copy that comes back needs no other way
     */
    record Seen(long atMicros, LinkId via, boolean laidOut) {}

    private static final int FIRST_CAPACITY = 16;
    private static final int NONE = -1;
    private static final byte LAID_OUT = 1;
    private static final byte OWN = 2;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private final int maxIds;
    private final long lifeMicros;
    /** Of the index: whoever sends chooses the ids, and must not be able to choose ones that meet in one place. */
    private final long[] keys;

    private long[] high;
    private long[] low;
    private long[] at;
    private long[] via;
    private byte[] flags;
    private int oldest;
    private int size;
    /** Places in the ring, each plus one; 0 is free. Twice as long as the ring or more, a power of two. */
    private int[] index;

    SeenMessages(int maxIds, long lifeMicros, RandomGenerator random) {
        this.maxIds = maxIds;
        this.lifeMicros = lifeMicros;
        this.keys = new long[] {random.nextLong(), random.nextLong(), random.nextLong() | 1};
        allocate(Math.min(FIRST_CAPACITY, maxIds));
    }

    private void allocate(int capacity) {
        high = new long[capacity];
        low = new long[capacity];
        at = new long[capacity];
        via = new long[capacity];
        flags = new byte[capacity];
        index = new int[Integer.highestOneBit(capacity) << 2];
    }

    /** @return false when the message is known: then nothing changes */
    boolean add(MessageId id, Seen first) {
        if (find(id) != NONE) {
            return false;
        }
        if (size == maxIds) {
            removeEldest();
        } else if (size == high.length) {
            grow();
        }
        put(
                id.high(),
                id.low(),
                first.atMicros(),
                first.via() == null ? 0 : first.via().number(),
                flagsOf(first));
        return true;
    }

    private static byte flagsOf(Seen seen) {
        return (byte) ((seen.laidOut() ? LAID_OUT : 0) | (seen.via() == null ? OWN : 0));
    }

    private void put(long idHigh, long idLow, long atMicros, long link, byte flag) {
        int place = wrapped(oldest + size++);
        high[place] = idHigh;
        low[place] = idLow;
        at[place] = atMicros;
        via[place] = link;
        flags[place] = flag;
        int slot = home(idHigh, idLow);
        while (index[slot] != 0) {
            slot = (slot + 1) & (index.length - 1);
        }
        index[slot] = place + 1;
    }

    /** Null when it is not, or no longer, remembered. */
    Seen get(MessageId id) {
        int place = find(id);
        return place == NONE ? null : seen(place);
    }

    private Seen seen(int place) {
        boolean own = (flags[place] & OWN) != 0;
        return new Seen(at[place], own ? null : new LinkId(via[place]), (flags[place] & LAID_OUT) != 0);
    }

    void markLaidOut(MessageId id) {
        int place = find(id);
        if (place != NONE) {
            flags[place] |= LAID_OUT;
        }
    }

    void expire(long now) {
        while (nextExpiry() <= now) {
            removeEldest();
        }
    }

    /** Microseconds since 1970, {@link Long#MAX_VALUE} when there is nothing to expire. */
    long nextExpiry() {
        return size == 0 ? Long.MAX_VALUE : at[oldest] + lifeMicros;
    }

    int size() {
        return size;
    }

    /** Every message, oldest first. */
    void forEach(BiConsumer<MessageId, Seen> to) {
        for (int i = 0; i < size; i++) {
            int place = wrapped(oldest + i);
            to.accept(new MessageId(high[place], low[place]), seen(place));
        }
    }

    private int find(MessageId id) {
        for (int slot = home(id.high(), id.low()); index[slot] != 0; slot = (slot + 1) & (index.length - 1)) {
            int place = index[slot] - 1;
            if (low[place] == id.low() && high[place] == id.high()) {
                return place;
            }
        }
        return NONE;
    }

    /** NH of UMAC (RFC 4418 section 5.2.2) over the id's four words, then a multiplication for the bits that are taken. */
    private int home(long idHigh, long idLow) {
        long sum = product(idHigh, keys[0]) + product(idLow, keys[1]);
        return (int) ((sum * keys[2]) >>> Long.numberOfLeadingZeros(index.length - 1L));
    }

    private static long product(long words, long key) {
        return (((words >>> 32) + (key >>> 32)) & LOW_HALF) * ((words + key) & LOW_HALF);
    }

    private void removeEldest() {
        int slot = home(high[oldest], low[oldest]);
        while (index[slot] != oldest + 1) {
            slot = (slot + 1) & (index.length - 1);
        }
        oldest = wrapped(oldest + 1);
        size--;
        closeGap(slot);
    }

    /** Moves back what stands behind a freed slot only because that was taken: a search ends at the first free one. */
    private void closeGap(int freed) {
        int free = freed;
        int mask = index.length - 1;
        for (int slot = (free + 1) & mask; index[slot] != 0; slot = (slot + 1) & mask) {
            int place = index[slot] - 1;
            int wanted = home(high[place], low[place]);
            if (((slot - wanted) & mask) >= ((slot - free) & mask)) {
                index[free] = index[slot];
                free = slot;
            }
        }
        index[free] = 0;
    }

    private int wrapped(int place) {
        return place < high.length ? place : place - high.length;
    }

    private void grow() {
        long[] wasHigh = high;
        long[] wasLow = low;
        long[] wasAt = at;
        long[] wasVia = via;
        byte[] wasFlags = flags;
        int place = oldest;
        int known = size;
        allocate(Math.min(maxIds, 2 * wasHigh.length));
        oldest = 0;
        size = 0;
        for (int i = 0; i < known; i++) {
            put(wasHigh[place], wasLow[place], wasAt[place], wasVia[place], wasFlags[place]);
            place = place + 1 < wasHigh.length ? place + 1 : 0;
        }
    }
}
