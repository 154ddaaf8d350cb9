package org.myrmex.channel.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.channel.core.Packet;

/** Channels that are being opened by us. The loop's alone. */
final class Openings {
    /** At once; each costs a millisecond and some datagrams. */
    static final int OPENINGS = 64;

    private final Set<Opening> all = new LinkedHashSet<>();
    private final TreeMap<ByteBuffer, Opening> bySid = new TreeMap<>();

    boolean hasRoom() {
        return all.size() < OPENINGS;
    }

    void add(Opening opening) {
        all.add(opening);
    }

    void remove(Opening opening) {
        all.remove(opening);
        unname(opening);
    }

    /** Its present try is known by this sid. */
    void name(Opening opening, byte[] sid) {
        bySid.put(ByteBuffer.wrap(sid), opening);
    }

    void unname(Opening opening) {
        bySid.values().removeIf(one -> one == opening);
    }

    /** The one that an ACCEPT is for. */
    Optional<Opening> find(LocalAddress to, Packet.Accept accept) {
        return Optional.ofNullable(bySid.get(ByteBuffer.wrap(accept.sid())))
                .filter(opening -> opening.wish().local().address().equals(to.address()));
    }

    /** Gives up those that it holds for. */
    void fail(Predicate<Opening.Wish> which, String why) {
        for (Opening opening : new ArrayList<>(all)) {
            if (which.test(opening.wish())) {
                opening.fail(why);
            }
        }
    }
}
