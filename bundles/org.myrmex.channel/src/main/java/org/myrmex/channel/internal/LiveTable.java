package org.myrmex.channel.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.channel.core.Doorkeeper;

/** All conversations, found by what a relay reads of a record. The loop's alone. */
final class LiveTable {
    /** Half-open and lingering ones included. */
    static final int CHANNELS = 256;

    /** Of them opened by others: whoever holds all that he can open must not keep us from opening our own. */
    static final int VISITORS = 192;

    private final TreeMap<Key, Live> byKey = new TreeMap<>();

    /** Two addresses may have several channels; the tag tells them apart. */
    record Key(VirtualAddress own, VirtualAddress peer, int tag) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = own.compareTo(other.own);
            order = order != 0 ? order : peer.compareTo(other.peer);
            return order != 0 ? order : Integer.compare(tag, other.tag);
        }
    }

    /** Whether there is room for one more; makes some at the cost of those that ended. */
    boolean hasRoom() {
        return hasRoom(live -> true, CHANNELS);
    }

    /** The same for a channel that somebody else opens. */
    boolean hasRoomForVisitor() {
        return hasRoom() && hasRoom(Live::isVisitor, VISITORS);
    }

    private boolean hasRoom(Predicate<Live> which, int most) {
        List<Live> these = byKey.values().stream().filter(which).toList();
        if (these.size() < most) {
            return true;
        }
        Optional<Live> ended = these.stream().filter(Live::isLingering).findFirst();
        ended.ifPresent(live -> live.input((now, conversation) -> conversation.lose(now)));
        return ended.isPresent();
    }

    /** False when two channels of the same addresses have one tag, which happens by chance to one in 4 billion. */
    boolean add(Live live) {
        return byKey.putIfAbsent(keyOf(live), live) == null;
    }

    void remove(Live live) {
        byKey.remove(keyOf(live), live);
    }

    Optional<Live> find(VirtualAddress own, VirtualAddress peer, int tag) {
        return Optional.ofNullable(byKey.get(new Key(own, peer, tag)));
    }

    /** A visitor did not prove himself in time. */
    void forget(Doorkeeper.Visit visit) {
        for (Live live : all()) {
            if (live.isHalfOpenBy(visit)) {
                live.input((now, conversation) -> conversation.lose(now));
            }
        }
    }

    /** Ends those that depend on an address. */
    void closed(LocalAddress address) {
        for (Live live : all()) {
            if (live.local().address().equals(address.address())) {
                live.input((now, conversation) -> conversation.lose(now));
            }
        }
    }

    /** Ends those of an owner. */
    void closeOf(Object owner) {
        for (Live live : all()) {
            if (live.isOwnedBy(owner)) {
                live.input((now, conversation) -> conversation.close(now));
            }
        }
    }

    /** Ends them all. */
    void close() {
        for (Live live : all()) {
            live.input((now, conversation) -> conversation.close(now));
        }
    }

    private List<Live> all() {
        return new ArrayList<>(byKey.values());
    }

    private static Key keyOf(Live live) {
        return new Key(live.local().address(), live.peer(), live.tag());
    }
}
