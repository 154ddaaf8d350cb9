package org.myrmex.lab.eclipse;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.guard.Network;

/** Addresses: public ones, each in a network of its own unless they are packed. */
final class Hosts {
    private static final int ID_BYTES = 32;
    private static final int BYTE = 0xFF;
    private static final int FIRST_EPHEMERAL = 1 << 15;
    private static final int VICTIM = 1 << 20;

    private Hosts() {}

    static PeerAddress of(int network, int host, int number) {
        String name = "20." + (network >> Byte.SIZE) + "." + (network & BYTE) + "." + host;
        return new PeerAddress("tls", name, Peer.PORT, Optional.of(id(number)));
    }

    /** One address, with whatever id and port. */
    static PeerAddress victim(RandomGenerator random) {
        return new PeerAddress(
                "tls", "99.0.0.1", 1 + random.nextInt(1 << 10), Optional.of(id(VICTIM + random.nextInt(VICTIM))));
    }

    /** Where somebody who dialled is seen. */
    static PeerAddress from(PeerAddress address, long line) {
        return new PeerAddress(
                address.scheme(), address.host(), (int) (FIRST_EPHEMERAL + line % FIRST_EPHEMERAL), address.id());
    }

    static Network network(PeerAddress address) {
        byte[] raw = new byte[4];
        int at = 0;
        for (int i = 0; i < address.host().length(); i++) {
            char c = address.host().charAt(i);
            if (c == '.') {
                at++;
            } else {
                raw[at] = (byte) (10 * raw[at] + c - '0');
            }
        }
        return Network.of(Realm.PUBLIC, raw);
    }

    /** Ids are hashes: in no order that follows from numbers. */
    private static PeerId id(int number) {
        long word = number;
        ByteBuffer bytes = ByteBuffer.allocate(ID_BYTES);
        while (bytes.hasRemaining()) {
            word = (word ^ word >>> 29) * 0xBF58476D1CE4E5B9L + 0x9E3779B97F4A7C15L;
            bytes.putLong(word ^ word >>> 32);
        }
        return PeerId.of(bytes.array());
    }
}
