package org.myrmex.mesh.keep;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.mesh.guard.Network;

/**
 * Bounds whom neighbours can have dialled back. A neighbour is dialled at the address that it comes from, but that may be the
 * address of a thousand others, behind one router, and each new key would be a new knock at one of their doors: until a place
 * has shown that the neighbour is there, it is hearsay like any other.
 */
public final class Claims {
    static final int MAX_PROVEN = 256;
    /** Where the neighbour was found before it may be looked for again. */
    static final long PAUSE_MICROS = 600_000_000;

    private final Hearsay unproven = new Hearsay();
    /** Places where their peers answered, and when they were dialled last; oldest proof first. */
    private final Map<String, Long> proven = new LinkedHashMap<>();

    /** @param claim with the id of the neighbour */
    public boolean mayBeDialled(long now, PeerAddress claim, Network network) {
        Long last = proven.get(claim.toString());
        return last == null ? unproven.mayBeDialled(now, claim, network) : now - last >= PAUSE_MICROS;
    }

    /** It is dialled now. */
    public void dialled(long now, PeerAddress claim, Network network) {
        if (proven.replace(claim.toString(), now) == null) {
            unproven.dialled(now, claim, network);
        }
    }

    /** The neighbour answered there. */
    public void reached(long now, PeerAddress claim) {
        proven.remove(claim.toString());
        proven.put(claim.toString(), now);
        Iterator<String> oldest = proven.keySet().iterator();
        if (proven.size() > MAX_PROVEN) {
            oldest.next();
            oldest.remove();
        }
    }

    /** It did not. */
    public void failed(PeerAddress claim) {
        proven.remove(claim.toString());
    }

    int size() {
        return proven.size() + unproven.size();
    }
}
