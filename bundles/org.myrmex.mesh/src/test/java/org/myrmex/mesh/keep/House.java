package org.myrmex.mesh.keep;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.flow.SipHash;
import org.myrmex.mesh.guard.Network;

/** A peer's keep, a clock that the test moves, and all that the keep has done. */
final class House {
    static final long SECOND = 1_000_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final int WANTED = 5;

    static final long KEY = 42;

    final List<PeerAddress> dialled = new ArrayList<>();
    final List<Long> closed = new ArrayList<>();
    final List<CloseReason> failures = new ArrayList<>();
    final TreeMap<Long, Long> carried = new TreeMap<>();
    final TreeMap<PeerId, Long> unwanted = new TreeMap<>();
    final List<PeerAddress> own = new ArrayList<>();
    final Keep keep;
    int asked;
    long now = 1_000 * HOUR;
    private long links;

    /** Whose places are all dialled for. */
    House() {
        this(new Neighbourhood(WANTED, WANTED, 2).withOpen(0), KEY);
    }

    /** As it ships. */
    static House shipped() {
        return new House(new Neighbourhood(WANTED, WANTED, 2), KEY);
    }

    /** With places for nobody but those who come. */
    static House ofGuests() {
        return new House(new Neighbourhood(WANTED, WANTED, 2).withOpen(WANTED), KEY);
    }

    House(Neighbourhood size, long key) {
        this.keep =
                new Keep(size, Keep.order(new SipHash(key, ~key)), new SplittableRandom(key), new Hands(), new Eyes());
    }

    private final class Hands implements Keep.Effects {
        @Override
        public void dial(PeerAddress address, String source) {
            dialled.add(address);
        }

        @Override
        public void close(long link) {
            closed.add(link);
        }

        @Override
        public void ask() {
            asked++;
        }

        @Override
        public void failed(PeerAddress address, CloseReason why) {
            failures.add(why);
        }
    }

    private final class Eyes implements Keep.Facts {
        @Override
        public long unwantedUntil(PeerId peer) {
            return unwanted.getOrDefault(peer, 0L);
        }

        @Override
        public boolean isOwn(PeerAddress address) {
            return own.stream().anyMatch(ours -> ours.host().equals(address.host()) && ours.port() == address.port());
        }

        @Override
        public long carriedLately(long link) {
            return carried.getOrDefault(link, 0L);
        }
    }

    static PeerId id(int number) {
        return PeerId.of(ByteBuffer.allocate(32).putInt(number).array());
    }

    /** A public peer; each number has a network of its own. */
    static PeerAddress peer(int number) {
        return peer("20." + (number >> 8) + "." + (number & 0xFF) + ".1", 4000, number);
    }

    static PeerAddress peer(String host, int port, int number) {
        return new PeerAddress("tls", host, port, Optional.of(id(number)));
    }

    static Network network(PeerAddress address) {
        try {
            InetAddress host = InetAddress.getByName(address.host());
            return Network.of(Realm.of(host), host.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void found(PeerAddress address) {
        keep.found(address, network(address), "known");
    }

    void found(int first, int last) {
        for (int number = first; number <= last; number++) {
            found(peer(number));
        }
    }

    /** In a realm of the address's own. */
    void heard(PeerAddress address, int teller) {
        Network network = network(address);
        keep.heard(address, network, network.realm(), "hostcatcher", id(teller).toString());
    }

    void pass(long micros) {
        now += micros;
    }

    /** What is dialled at the next tick. */
    List<PeerAddress> tick() {
        int before = dialled.size();
        keep.tick(now);
        return List.copyOf(dialled.subList(before, dialled.size()));
    }

    /** Ticks every second for so long. @return what was dialled meanwhile */
    List<PeerAddress> tickFor(long micros) {
        int before = dialled.size();
        for (long end = now + micros; now < end; pass(SECOND)) {
            keep.tick(now);
        }
        return List.copyOf(dialled.subList(before, dialled.size()));
    }

    /** Somebody who was dialled answers. @return the link */
    long up(PeerAddress address) {
        keep.linkUp(now, ++links, address, network(address), true, true);
        return links;
    }

    /** Everybody who is dialled answers at once. */
    List<Long> allUp() {
        List<Long> up = new ArrayList<>();
        tick().forEach(address -> up.add(up(address)));
        return up;
    }

    /** Somebody dialled us. @return the link */
    long inbound(int number) {
        return inbound(peer(number));
    }

    long inbound(PeerAddress address) {
        keep.linkUp(now, ++links, address, network(address), false, false);
        return links;
    }

    void down(long link, CloseReason why) {
        keep.linkDown(now, link, why);
    }

    void failed(PeerAddress address, CloseReason why) {
        keep.dialFailed(now, address, why);
    }

    /** A full house of peers that dialled us, as old as told, the first the oldest. */
    List<Long> fullOfInbound(long stepMicros) {
        List<Long> inbound = new ArrayList<>();
        for (int i = 0; i < WANTED; i++) {
            inbound.add(inbound(100 + i));
            pass(stepMicros);
        }
        return inbound;
    }

    boolean takes(int number, boolean wantsRoom) {
        return keep.takesInbound(now, network(peer(number)), wantsRoom);
    }

    /** Somebody dials us and is let in if there is room or room is made; whoever had to go is gone. */
    boolean comes(PeerAddress address, boolean wantsRoom) {
        int before = closed.size();
        boolean taken = keep.takesInbound(now, network(address), wantsRoom);
        if (taken) {
            inbound(address);
        }
        leave(before);
        return taken;
    }

    /** Those who were sent away since are gone. */
    void leave(int since) {
        List.copyOf(closed.subList(since, closed.size())).forEach(link -> down(link, CloseReason.MADE_ROOM));
    }

    List<Slot> slots(List<Long> numbers) {
        return numbers.stream().map(keep::slot).toList();
    }
}
