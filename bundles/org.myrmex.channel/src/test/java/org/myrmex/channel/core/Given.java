package org.myrmex.channel.core;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.channel.ChannelListener.End;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.routing.SendOptions.Route;
import org.myrmex.api.routing.VirtualAddress;

/**
 * Inputs for tests without a KEM: byte i of field n is (31 n + 7 i) mod 256. The two addresses are fields 1 and 2, the hash of
 * the answer 3, sid 4, ephemeral key 5, encapsulations ctB, ctE, ctA 6 to 8, their secrets s1 to s3 9 to 11.
 */
final class Given {
    static final Parties PARTIES =
            new Parties(VirtualAddress.of(field(1, 32)), VirtualAddress.of(field(2, 32)), field(3, 32));

    private Given() {}

    static byte[] field(int number, int bytes) {
        byte[] field = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            field[i] = (byte) (31 * number + 7 * i);
        }
        return field;
    }

    static OpenerHandshake opener() {
        return opener(PARTIES);
    }

    static OpenerHandshake opener(Parties parties) {
        return OpenerHandshake.begin(
                parties, field(4, 16), field(5, 1216), new Kem.Encapsulated(field(6, 1120), field(9, 32)));
    }

    static AnswererHandshake.Accepted accept(AnswererHandshake answerer) {
        return answerer.accept(
                new Kem.Encapsulated(field(7, 1120), field(10, 32)),
                new Kem.Encapsulated(field(8, 1120), field(11, 32)),
                Conversation.FIRST_CREDIT);
    }

    static <P extends Packet> P decoded(Class<P> type, byte[] body) {
        return type.cast(Packet.decode(java.nio.ByteBuffer.wrap(body)).orElseThrow());
    }

    /** The whole handshake. */
    static OpenerHandshake.Agreed agreed() {
        OpenerHandshake opener = opener();
        AnswererHandshake answerer = AnswererHandshake.begin(
                        PARTIES, decoded(Packet.Open.class, opener.open()), field(9, 32))
                .orElseThrow();
        Packet.Accept accept = decoded(Packet.Accept.class, accept(answerer).body());
        return opener.accept(accept, field(10, 32), field(11, 32)).orElseThrow();
    }

    /** Keeps what a conversation does. */
    static final class Effects implements ConversationEffects {
        final List<byte[]> bodies = new ArrayList<>();
        final List<Confirm> confirms = new ArrayList<>();
        final List<byte[]> messages = new ArrayList<>();
        final List<End> ends = new ArrayList<>();
        boolean refusing;

        Packet.Data last() {
            return decoded(Packet.Data.class, bodies.get(bodies.size() - 1));
        }

        @Override
        public boolean transmit(long counter, byte[] body, Route route) {
            return !refusing && bodies.add(body);
        }

        @Override
        public void confirmed(Confirm confirm) {
            confirms.add(confirm);
        }

        @Override
        public void deliver(byte[] message) {
            messages.add(message);
        }

        @Override
        public void acknowledged(int count, int room) {
            // of no interest here
        }

        @Override
        public void finished() {
            // of no interest here
        }

        @Override
        public void ended(End end) {
            ends.add(end);
        }

        Setting setting() {
            return new Setting(60_000_000, new Budget(Budget.DEFAULT_BYTES), this);
        }
    }
}
