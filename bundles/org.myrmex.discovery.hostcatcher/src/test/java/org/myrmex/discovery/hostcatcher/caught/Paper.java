package org.myrmex.discovery.hostcatcher.caught;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/** A peer that is named without a signature. */
record Paper(PeerAddress address, Realm realm, int day) implements Named {
    static final int TODAY = 20_000;
    static final long NOON = (TODAY * 24L + 12) * 3600 * 1_000_000;

    /** A public one; each number has its own network. */
    static Paper of(int number) {
        return new Paper(address(number), Realm.PUBLIC, TODAY);
    }

    static Paper at(int number, String host, Realm realm) {
        return new Paper(new PeerAddress("tls", host, 7081, Optional.of(peer(number))), realm, TODAY);
    }

    static PeerAddress address(int number) {
        String host = (11 + number / 65536 % 100) + "." + number / 256 % 256 + "." + number % 256 + ".1";
        return new PeerAddress("tls", host, 7081 + number % 256, Optional.of(peer(number)));
    }

    static PeerId peer(int number) {
        return PeerId.of(ByteBuffer.allocate(32).putInt(number).array());
    }

    /** One that was dialled at the place that {@link #of} names. */
    static Neighbour dialled(int number) {
        return new Neighbour(address(number), Realm.PUBLIC, true);
    }

    /** One that came from that host, by another port. */
    static Neighbour inbound(int number) {
        PeerAddress listens = address(number);
        PeerAddress from = new PeerAddress("tls", listens.host(), 50_000, listens.id());
        return new Neighbour(from, Realm.PUBLIC, false);
    }

    Paper of(Realm other) {
        return new Paper(address, other, day);
    }

    Paper onDay(int other) {
        return new Paper(address, realm, other);
    }

    /** As long as the longest record, and as it begins. */
    ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(PeerRecord.MAX_BYTES);
        bytes.put((byte) 1).put((byte) 6).put("memory".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) 16).putInt(address.hashCode());
        return bytes.rewind();
    }
}
