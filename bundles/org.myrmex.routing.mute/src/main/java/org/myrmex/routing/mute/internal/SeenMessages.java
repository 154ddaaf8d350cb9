package org.myrmex.routing.mute.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.BiConsumer;
import org.myrmex.api.routing.LinkId;

/** The ids of recent messages, own ones too, in the order in which they came. */
final class SeenMessages {
    /**
     * What is remembered of a message.
     *
     * @param atMicros when it came first
     * @param via the link of the first copy; null for an own message
     * @param laidOut whether it was sent to all neighbours: then a copy that comes back needs no other way
     */
    record Seen(long atMicros, LinkId via, boolean laidOut) {}

    private final int maxIds;
    private final long lifeMicros;
    private final LinkedHashMap<MessageId, Seen> seen = new LinkedHashMap<>();
    /** When the oldest message is forgotten: asked for with every message. */
    private long nextExpiry = Long.MAX_VALUE;

    SeenMessages(int maxIds, long lifeMicros) {
        this.maxIds = maxIds;
        this.lifeMicros = lifeMicros;
    }

    /** @return false when the message is known: then nothing changes */
    boolean add(MessageId id, Seen first) {
        if (seen.putIfAbsent(id, first) != null) {
            return false;
        }
        if (seen.size() == 1) {
            nextExpiry = first.atMicros() + lifeMicros;
        } else if (seen.size() > maxIds) {
            removeEldest();
        }
        return true;
    }

    /** Null when it is not, or no longer, remembered. */
    Seen get(MessageId id) {
        return seen.get(id);
    }

    void markLaidOut(MessageId id) {
        seen.computeIfPresent(id, (key, was) -> new Seen(was.atMicros(), was.via(), true));
    }

    void expire(long now) {
        while (nextExpiry <= now) {
            removeEldest();
        }
    }

    /** Microseconds since 1970, {@link Long#MAX_VALUE} when there is nothing to expire. */
    long nextExpiry() {
        return nextExpiry;
    }

    int size() {
        return seen.size();
    }

    /** Every message, oldest first. */
    void forEach(BiConsumer<MessageId, Seen> to) {
        seen.forEach(to);
    }

    private void removeEldest() {
        Iterator<Seen> oldest = seen.values().iterator();
        oldest.next();
        oldest.remove();
        nextExpiry = oldest.hasNext() ? oldest.next().atMicros() + lifeMicros : Long.MAX_VALUE;
    }
}
