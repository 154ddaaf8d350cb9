package org.myrmex.channel.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.routing.VirtualAddress;

/** What the handshake binds: whatever differs, the boxes do not open. */
class HandshakeTest {
    private static final VirtualAddress STRANGER = VirtualAddress.of(Given.field(77, 32));

    @Test
    void everyByteOfOpenCounts() {
        byte[] open = Given.opener().open();
        for (int i = 0; i < open.length; i++) {
            byte[] changed = open.clone();
            changed[i] ^= 0x40;
            assertFalse(opens(Given.PARTIES, changed, Given.field(9, 32)), "byte " + i);
        }
        assertTrue(opens(Given.PARTIES, open, Given.field(9, 32)));
    }

    @Test
    void everyByteOfAcceptCounts() {
        OpenerHandshake opener = Given.opener();
        byte[] accept = Given.accept(answerer(opener)).body();
        for (int i = 0; i < accept.length; i++) {
            byte[] changed = accept.clone();
            changed[i] ^= 0x40;
            assertTrue(accepted(opener, changed, 10, 11).isEmpty(), "byte " + i);
        }
        assertTrue(accepted(opener, accept, 10, 11).isPresent(), "failures changed nothing");
    }

    @Test
    void anotherOpenerAnswererOrAnswerOpensNothing() {
        byte[] open = Given.opener().open();
        VirtualAddress a = Given.PARTIES.opener();
        VirtualAddress b = Given.PARTIES.answerer();
        byte[] answer = Given.PARTIES.answerHash();

        assertFalse(opens(new Parties(STRANGER, b, answer), open, Given.field(9, 32)), "who is meant to ask");
        assertFalse(opens(new Parties(a, STRANGER, answer), open, Given.field(9, 32)), "who is meant to answer");
        assertFalse(opens(new Parties(b, a, answer), open, Given.field(9, 32)), "the wrong way round");
        assertFalse(opens(new Parties(a, b, Given.field(78, 32)), open, Given.field(9, 32)), "another answer");
    }

    @Test
    void whoeverLacksOneSecretAgreesOnNothing() {
        OpenerHandshake opener = Given.opener();
        byte[] accept = Given.accept(answerer(opener)).body();

        assertFalse(opens(Given.PARTIES, opener.open(), Given.field(12, 32)), "not the answerer's own key");
        assertTrue(accepted(opener, accept, 12, 11).isEmpty(), "not the ephemeral key");
        assertTrue(accepted(opener, accept, 10, 12).isEmpty(), "not the opener's own key");
    }

    @Test
    void anAcceptCountsOnce() {
        OpenerHandshake opener = Given.opener();
        byte[] accept = Given.accept(answerer(opener)).body();

        assertTrue(accepted(opener, accept, 10, 11).isPresent());
        assertTrue(accepted(opener, accept, 10, 11).isEmpty(), "its secret is gone");
    }

    @Test
    void secretsAreOverwritten() {
        byte[] secret = Given.field(9, 32);
        OpenerHandshake.begin(
                Given.PARTIES,
                Given.field(4, 16),
                Given.field(5, 1216),
                new Kem.Encapsulated(Given.field(6, 1120), secret));
        assertArrayEquals(new byte[32], secret);

        byte[] byOwn = Given.field(9, 32);
        opens(Given.PARTIES, Given.opener().open(), byOwn);
        assertArrayEquals(new byte[32], byOwn);
    }

    @Test
    void bothDirectionsHaveKeysOfTheirOwn() {
        ChannelKeys keys = Given.agreed().keys();

        assertFalse(
                java.util.Arrays.equals(keys.toAnswerer().key(), keys.toOpener().key()));
        assertFalse(keys.toAnswerer().tag() == keys.toOpener().tag());
    }

    @Test
    void twoChannelsOfTheSameTwoShareNothing() {
        Parties otherAnswer = new Parties(Given.PARTIES.opener(), Given.PARTIES.answerer(), Given.field(79, 32));
        OpenerHandshake one = Given.opener();
        OpenerHandshake two = Given.opener(otherAnswer);
        AnswererHandshake answerer = AnswererHandshake.begin(
                        otherAnswer, Given.decoded(Packet.Open.class, two.open()), Given.field(9, 32))
                .orElseThrow();
        byte[] accept = Given.accept(answerer).body();

        assertTrue(accepted(one, accept, 10, 11).isEmpty(), "an ACCEPT for one fits no other");
    }

    @Test
    void repeatedOpensAreTheSameBytes() {
        OpenerHandshake opener = Given.opener();
        assertArrayEquals(opener.open(), opener.open());
        assertEquals(Packet.HANDSHAKE_BYTES, opener.open().length);
    }

    private static AnswererHandshake answerer(OpenerHandshake opener) {
        return AnswererHandshake.begin(
                        Given.PARTIES, Given.decoded(Packet.Open.class, opener.open()), Given.field(9, 32))
                .orElseThrow();
    }

    private static boolean opens(Parties parties, byte[] body, byte[] secret) {
        Optional<Packet> packet = Packet.decode(ByteBuffer.wrap(body));
        return packet.isPresent()
                && packet.get() instanceof Packet.Open open
                && AnswererHandshake.begin(parties, open, secret).isPresent();
    }

    private static Optional<OpenerHandshake.Agreed> accepted(
            OpenerHandshake opener, byte[] body, int byEphemeral, int byOwn) {
        Optional<Packet> packet = Packet.decode(ByteBuffer.wrap(body));
        return packet.isPresent() && packet.get() instanceof Packet.Accept accept
                ? opener.accept(accept, Given.field(byEphemeral, 32), Given.field(byOwn, 32))
                : Optional.empty();
    }
}
