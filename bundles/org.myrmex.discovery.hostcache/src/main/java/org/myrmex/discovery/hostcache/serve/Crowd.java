package org.myrmex.discovery.hostcache.serve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.myrmex.discovery.hostcache.limit.Network;

/** Connections that are open, the oldest first. Whoever comes is let in; when there are too many, the oldest goes. */
final class Crowd<C> {
    /** Of one network, so that it cannot push out all others by itself. */
    static final int MAX_OF_A_NETWORK = 16;

    static final int MAX = 64;

    /** A request and its answer are a few hundred bytes to and 4 KiB fro. */
    static final long MAX_AGE_MICROS = 5_000_000;

    private final Deque<Member<C>> members = new ArrayDeque<>();

    private record Member<C>(C connection, Network network, long sinceMicros) {}

    /** @return who must go */
    synchronized List<C> enter(C connection, Network network, long nowMicros) {
        members.addLast(new Member<>(connection, network, nowMicros));
        List<C> out = new ArrayList<>();
        long alike =
                members.stream().filter(one -> one.network().equals(network)).count();
        for (Iterator<Member<C>> each = members.iterator(); each.hasNext(); ) {
            Member<C> one = each.next();
            boolean crowding = alike > MAX_OF_A_NETWORK && one.network().equals(network);
            if (crowding || members.size() > MAX) {
                each.remove();
                out.add(one.connection());
                alike -= one.network().equals(network) ? 1 : 0;
            }
        }
        return out;
    }

    synchronized void leave(C connection) {
        members.removeIf(one -> one.connection() == connection);
    }

    /** @return whose time is over */
    synchronized List<C> late(long nowMicros) {
        List<C> out = new ArrayList<>();
        while (!members.isEmpty() && nowMicros - members.getFirst().sinceMicros() >= MAX_AGE_MICROS) {
            out.add(members.removeFirst().connection());
        }
        return out;
    }
}
