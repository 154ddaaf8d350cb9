package org.myrmex.transport.tls.internal.tls13;

import java.security.KeyPair;
import java.security.SecureRandom;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.myrmex.api.transport.PeerId;
import org.myrmex.transport.tls.internal.secure.CompositeProvider;
import org.myrmex.transport.tls.internal.secure.LinkCertificate;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannels;

/** Channels of TLS 1.3 with one link key. */
public final class Tls13Channels implements SecureChannels {
    private final JcaTlsCrypto crypto;
    private final LinkCertificate own;
    private final KeyLimits limits;
    private final Scratch scratch = new Scratch();

    /** @throws IllegalArgumentException when the key is no Ed25519 key */
    public Tls13Channels(KeyPair linkKey) {
        this(linkKey, KeyLimits.DEFAULT);
    }

    Tls13Channels(KeyPair linkKey, KeyLimits limits) {
        own = LinkCertificate.of(linkKey);
        crypto = new JcaTlsCryptoProvider()
                .setProvider(CompositeProvider.INSTANCE)
                .create(new SecureRandom());
        this.limits = limits;
    }

    @Override
    public PeerId own() {
        return own.id();
    }

    @Override
    public SecureChannel dialling(Judge judge) {
        return new Tls13Channel(true, new Introduction(crypto, own, judge), limits, scratch);
    }

    @Override
    public SecureChannel accepting(Judge judge) {
        return new Tls13Channel(false, new Introduction(crypto, own, judge), limits, scratch);
    }
}
