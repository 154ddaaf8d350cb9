package org.myrmex.transport.tls.internal.tls13;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Optional;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannel.Handshake;

/**
 * Any bytes in place of a handshake: nobody is met, and only the one exception comes. Runs the kept inputs as a test; with
 * JAZZER_FUZZ=1 it looks for new ones.
 */
final class HandshakingFuzzTest {
    private static final Tls13Channels CHANNELS = channels();

    private static Tls13Channels channels() {
        try {
            return new Tls13Channels(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no Ed25519", e);
        }
    }

    @FuzzTest(maxDuration = "10s")
    void anyBytesInPlaceOfAHandshakeAreWaitedForOrRefused(FuzzedDataProvider data) {
        boolean dialling = data.consumeBoolean();
        byte[] bytes = data.consumeRemainingAsBytes();
        SecureChannel channel =
                dialling ? CHANNELS.dialling(peer -> Optional.empty()) : CHANNELS.accepting(peer -> Optional.empty());
        ByteBuffer flight = ByteBuffer.allocate(channel.maxFlightBytes());
        try {
            if (channel.shakeHands(ByteBuffer.wrap(bytes), flight) == Handshake.DONE) {
                throw new IllegalStateException("nobody was met");
            }
        } catch (ChannelRefusedException refused) {
            // as it should be
        }
    }
}
