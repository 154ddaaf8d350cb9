package org.myrmex.routing.mute.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.routing.mute.internal.SeenMessages.Seen;

/**
 * All that MUTE remembers, and its saved form for a successor in the same process (state version 1): version, two counts,
 * the scents from the least recently used, the messages from the oldest. Links stand there by their local number.
 */
record Tables(ScentTable scents, SeenMessages seen) {
    private static final int VERSION = 1;
    private static final int HEAD_BYTES = 1 + 4 + 4;
    private static final int SCENT_BYTES = VirtualAddress.LENGTH + 8 + 8 + 1;
    private static final int SEEN_BYTES = Message.ID_BYTES + 8 + 8 + 1;
    private static final int FLAG_LAID_OUT = 1;
    private static final int FLAG_OWN = 2;

    static Tables empty(RoutingLimits limits, Scent scent, RandomGenerator random) {
        return new Tables(
                new ScentTable(scent, limits.maxAddresses(), limits.scentLifeMillis() * 1000),
                new SeenMessages(limits.maxIds(), limits.idLifeMillis() * 1000, random));
    }

    byte[] write() {
        int[] pointers = {0};
        scents.forEach((address, trail) -> pointers[0] += trail.size());
        int bytes = HEAD_BYTES + scents.size() * SCENT_BYTES + pointers[0] * Long.BYTES + seen.size() * SEEN_BYTES;
        ByteBuffer out = ByteBuffer.allocate(bytes);
        out.put((byte) VERSION).putInt(scents.size()).putInt(seen.size());
        scents.forEach((address, trail) -> {
            address.put(out);
            out.putLong(trail.laidMicros()).putLong(trail.usedMicros()).put((byte) trail.size());
            trail.forEach(link -> out.putLong(link.number()));
        });
        seen.forEach((id, first) -> {
            id.put(out);
            int flags = (first.laidOut() ? FLAG_LAID_OUT : 0) | (first.via() == null ? FLAG_OWN : 0);
            out.putLong(first.atMicros())
                    .putLong(first.via() == null ? 0 : first.via().number());
            out.put((byte) flags);
        });
        return out.array();
    }

    /** Reads a saved form; empty when anything in it is wrong. The tables' own caps bound what it can take. */
    static Optional<Tables> read(byte[] saved, RoutingLimits limits, Scent scent, long now, RandomGenerator random) {
        ByteBuffer in = ByteBuffer.wrap(saved);
        Tables tables = empty(limits, scent, random);
        try {
            boolean sound = in.get() == VERSION && tables.readEntries(in, in.getInt(), in.getInt(), now);
            return sound && !in.hasRemaining() ? Optional.of(tables) : Optional.empty();
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private boolean readEntries(ByteBuffer in, int scentCount, int seenCount, long now) {
        long least = (long) scentCount * (SCENT_BYTES + Long.BYTES) + (long) seenCount * SEEN_BYTES;
        if (scentCount < 0 || seenCount < 0 || least > in.remaining()) {
            return false;
        }
        long after = 0;
        for (int i = 0; i < scentCount; i++) {
            after = readScent(in, after, now);
            if (after < 0) {
                return false;
            }
        }
        after = 0;
        for (int i = 0; i < seenCount; i++) {
            after = readSeen(in, after, now);
            if (after < 0) {
                return false;
            }
        }
        return true;
    }

    /** @return when it was used, or -1 for an entry that no table could have written */
    private long readScent(ByteBuffer in, long after, long now) {
        byte[] bytes = new byte[VirtualAddress.LENGTH];
        in.get(bytes);
        VirtualAddress address = VirtualAddress.of(bytes);
        long laid = in.getLong();
        long used = in.getLong();
        int pointers = in.get();
        boolean timely = laid >= 0 && laid <= used && used >= after && used <= now;
        if (!timely || pointers < 1 || pointers > Scent.MAX_CAPACITY || address.equals(VirtualAddress.EVERYBODY)) {
            return -1;
        }
        List<LinkId> links = new ArrayList<>(pointers);
        for (int i = 0; i < pointers; i++) {
            links.add(new LinkId(in.getLong()));
        }
        scents.restore(address, links, laid, used);
        return used;
    }

    /** @return when it came, or -1 for an entry that no table could have written */
    private long readSeen(ByteBuffer in, long after, long now) {
        MessageId id = MessageId.read(in);
        long at = in.getLong();
        long link = in.getLong();
        int flags = in.get();
        boolean own = (flags & FLAG_OWN) != 0;
        if (at < after || at > now || (flags & ~(FLAG_LAID_OUT | FLAG_OWN)) != 0 || (own && link != 0)) {
            return -1;
        }
        seen.add(id, new Seen(at, own ? null : new LinkId(link), (flags & FLAG_LAID_OUT) != 0));
        return at;
    }
}
