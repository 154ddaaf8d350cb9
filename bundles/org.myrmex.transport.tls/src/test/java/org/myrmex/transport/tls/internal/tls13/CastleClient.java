package org.myrmex.transport.tls.internal.tls13;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.CompositeProvider;
import org.myrmex.transport.tls.internal.secure.LinkCertificate;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannel.Handshake;
import org.myrmex.transport.tls.internal.secure.SecureChannels;

/** Bouncy Castle's client with its own records, which can be made to ask for new keys. */
final class CastleClient extends TlsClientProtocol {
    private static final int MAX_STEPS = 10;

    private final JcaTlsCrypto crypto =
            new JcaTlsCryptoProvider().setProvider(CompositeProvider.INSTANCE).create(new SecureRandom());
    private final Introduction introduction;

    CastleClient(KeyPair key) {
        introduction = new Introduction(crypto, LinkCertificate.of(key), peer -> Optional.empty());
    }

    SecureChannel meet(SecureChannels answering) throws IOException, ChannelRefusedException {
        SecureChannel channel = answering.accepting(peer -> Optional.empty());
        connect(new Peer());
        for (int i = 0; i < MAX_STEPS; i++) {
            ByteBuffer flight = ByteBuffer.allocate(channel.maxFlightBytes());
            if (channel.shakeHands(ByteBuffer.wrap(said()), flight) == Handshake.DONE) {
                return channel;
            }
            offerInput(flight.array(), 0, flight.position());
        }
        throw new IllegalStateException("the handshake does not end");
    }

    byte[] asksForANewKey() throws IOException {
        send13KeyUpdate(true);
        return said();
    }

    byte[] says(byte[] words) throws IOException {
        writeApplicationData(words, 0, words.length);
        return said();
    }

    byte[] reads(byte[] sealed) throws IOException {
        offerInput(sealed);
        byte[] words = new byte[getAvailableInputBytes()];
        readInput(words, 0, words.length);
        return words;
    }

    private byte[] said() {
        byte[] said = new byte[getAvailableOutputBytes()];
        readOutput(said, 0, said.length);
        return said;
    }

    private final class Peer extends DefaultTlsClient implements TlsAuthentication {
        Peer() {
            super(crypto);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return Choices.versions();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return Choices.suites();
        }

        @Override
        protected Vector<Integer> getSupportedGroups(@SuppressWarnings("rawtypes") Vector roles) {
            return new Vector<>(List.of(Choices.GROUP));
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return this;
        }

        @Override
        public void notifyServerCertificate(TlsServerCertificate certificate) {
            // whoever it is
        }

        @Override
        public TlsCredentials getClientCredentials(CertificateRequest request) {
            return introduction.credentials(context, request.getCertificateRequestContext());
        }
    }
}
