package org.myrmex.transport.tls.internal.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannelContract;
import org.myrmex.transport.tls.internal.secure.SecureChannels;
import org.myrmex.transport.tls.internal.secure.TwoEnds;

final class Tls13ChannelTest extends SecureChannelContract {
    @Override
    protected SecureChannels dialling(KeyPair linkKey) {
        return new Tls13Channels(linkKey);
    }

    @Override
    protected SecureChannels answering(KeyPair linkKey) {
        return new Tls13Channels(linkKey);
    }

    private static TwoEnds met() throws Exception {
        return TwoEnds.met(somebody(), somebody());
    }

    private static Tls13Channels somebody() throws GeneralSecurityException {
        return new Tls13Channels(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    private static CloseReason refusal(SecureChannel of, byte[] bytes) {
        return assertThrows(ChannelRefusedException.class, () -> TwoEnds.open(of, bytes))
                .reason();
    }

    /** Somebody on the way changes one bit: neither of the two may take the other for a misbehaving peer. */
    @Test
    void aBitThatTurnsOnTheWayIsNobodysMisdeed() throws Exception {
        TwoEnds ends = met();
        TwoEnds.open(ends.answerer, TwoEnds.seal(ends.dialler, new byte[10]));
        TwoEnds.open(ends.dialler, TwoEnds.seal(ends.answerer, new byte[10]));
        byte[] changed = TwoEnds.seal(ends.dialler, new byte[10]);
        changed[7] ^= 1;
        assertEquals(CloseReason.GONE, refusal(ends.answerer, changed));
        ByteBuffer alert = ByteBuffer.allocate(100);
        ends.answerer.end(alert);
        byte[] said = new byte[alert.flip().remaining()];
        alert.get(said);
        assertEquals(CloseReason.GONE, refusal(ends.dialler, said));
    }

    @Test
    void nothingIsSealedAfterAFaultInTheMiddleOfIt() throws Exception {
        TwoEnds ends = met();
        List<ByteBuffer> words = List.of(ByteBuffer.allocate(10));
        ByteBuffer cannotBeWritten = ByteBuffer.allocate(1000).asReadOnlyBuffer();
        ChannelRefusedException broken =
                assertThrows(ChannelRefusedException.class, () -> ends.dialler.seal(words, cannotBeWritten));
        assertEquals(CloseReason.INTERNAL, broken.reason());
        assertThrows(ChannelRefusedException.class, () -> TwoEnds.seal(ends.dialler, new byte[10]));
        assertFalse(ends.dialler.owes());
        ByteBuffer last = ByteBuffer.allocate(100);
        ends.dialler.end(last);
        assertEquals(0, last.position());
    }
}
