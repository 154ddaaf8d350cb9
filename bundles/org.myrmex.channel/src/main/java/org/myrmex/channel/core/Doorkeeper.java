package org.myrmex.channel.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.myrmex.api.routing.VirtualAddress;

/**
 * Who may begin to open a channel to us: bounds what an OPEN can cost, repeats an ACCEPT that may have been lost, and lets no
 * sid in twice.
 */
public final class Doorkeeper {
    /** Channels between OPEN and the opener's first record (protocol 3). */
    public static final int HALF_OPEN = 64;

    /** Of them between the same two addresses: the sender's address can be forged, this keeps room for others. */
    public static final int HALF_OPEN_OF_A_PAIR = 8;

    /** A half-open channel is forgotten after this time (protocol 3). */
    public static final long HALF_OPEN_MICROS = 10_000_000;

    /** An ACCEPT is repeated so often at most. */
    static final int REPEATS = 16;

    /** Only the one asker of an address can use up its sids; nobody opens so many channels in 10 minutes. */
    static final int SIDS_OF_AN_ADDRESS = 256;

    /** Sids in all. */
    static final int SIDS = 16_384;

    private final TreeMap<ByteBuffer, Visit> visits = new TreeMap<>();
    private final TreeMap<VirtualAddress, TreeSet<ByteBuffer>> seen = new TreeMap<>();
    private int sids;

    /** What to do about an OPEN. */
    public sealed interface Admission {
        /** Go on with it. */
        record Admitted(Visit visit) implements Admission {}

        /** Send this again. */
        record Repeat(byte[] accept) implements Admission {}

        /** Nothing. */
        record Refused() implements Admission {}
    }

    /** A half-open channel. */
    public static final class Visit {
        private final ByteBuffer id;
        private final ByteBuffer sid;
        private final VirtualAddress own;
        private final VirtualAddress peer;
        private final long sinceMicros;
        private byte[] accept;
        private int repeats;

        private Visit(ByteBuffer id, ByteBuffer sid, VirtualAddress own, VirtualAddress peer, long sinceMicros) {
            this.id = id;
            this.sid = sid;
            this.own = own;
            this.peer = peer;
            this.sinceMicros = sinceMicros;
        }
    }

    /** An OPEN came; decided without any public-key work. */
    public Admission admit(long now, VirtualAddress own, VirtualAddress peer, Packet.Open open) {
        // named by all its bytes: a relay that sends another OPEN under the same sid must not keep the real one out
        ByteBuffer id = ByteBuffer.wrap(
                Sha256.of(own.bytes(), peer.bytes(), open.sid(), open.ephemeralKey(), open.forAnswerer(), open.box()));
        Visit known = visits.get(id);
        if (known != null) {
            boolean repeat = known.accept != null && known.repeats < REPEATS;
            if (!repeat) {
                return new Admission.Refused();
            }
            known.repeats++;
            return new Admission.Repeat(known.accept.clone());
        }
        ByteBuffer sid = ByteBuffer.wrap(open.sid());
        if (isSeen(own, sid) || visits.size() >= HALF_OPEN || ofPair(own, peer) >= HALF_OPEN_OF_A_PAIR) {
            return new Admission.Refused();
        }
        Visit visit = new Visit(id, sid, own, peer, now);
        visits.put(id, visit);
        return new Admission.Admitted(visit);
    }

    private boolean isSeen(VirtualAddress own, ByteBuffer sid) {
        TreeSet<ByteBuffer> ofAddress = seen.get(own);
        return ofAddress != null && ofAddress.contains(sid);
    }

    private long ofPair(VirtualAddress own, VirtualAddress peer) {
        return visits.values().stream()
                .filter(visit -> visit.own.equals(own) && visit.peer.equals(peer))
                .count();
    }

    /** Its box opened: the sid is used up. False when it was before, or there are too many: then drop it. */
    public boolean proven(Visit visit) {
        if (!visits.containsKey(visit.id) || sids >= SIDS) {
            // perhaps the address was closed meanwhile: nothing may be kept for it any more
            return false;
        }
        TreeSet<ByteBuffer> ofAddress = seen.computeIfAbsent(visit.own, own -> new TreeSet<>());
        if (ofAddress.size() >= SIDS_OF_AN_ADDRESS || !ofAddress.add(visit.sid)) {
            return false;
        }
        sids++;
        return true;
    }

    /** The answer to it, to be repeated when the same OPEN comes again. */
    public void accepted(Visit visit, byte[] accept) {
        visit.accept = accept.clone();
    }

    /** It is half-open no more: confirmed or dropped. */
    public void done(Visit visit) {
        visits.remove(visit.id);
    }

    /** Whether it is still half-open. */
    public boolean knows(Visit visit) {
        return visits.containsKey(visit.id);
    }

    /** Takes out those whose time is over. */
    public List<Visit> expire(long now) {
        List<Visit> over = new ArrayList<>();
        for (Visit visit : visits.values()) {
            if (visit.sinceMicros + HALF_OPEN_MICROS <= now) {
                over.add(visit);
            }
        }
        over.forEach(this::done);
        return over;
    }

    /** When {@link #expire} has something to do. */
    public long nextWakeUp() {
        return visits.values().stream()
                .mapToLong(visit -> visit.sinceMicros + HALF_OPEN_MICROS)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** An own address is gone: no OPEN for it can come in any more, so its sids need not be known. */
    public void closed(VirtualAddress own) {
        visits.values().removeIf(visit -> visit.own.equals(own));
        TreeSet<ByteBuffer> gone = seen.remove(own);
        sids -= gone == null ? 0 : gone.size();
    }
}
