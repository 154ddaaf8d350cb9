package org.myrmex.transport.tls.internal;

import java.security.KeyPair;
import java.util.Arrays;
import org.myrmex.transport.tls.internal.jsse.JsseChannels;
import org.myrmex.transport.tls.internal.secure.SecureChannels;

/** The key that this peer proves, with the channels that prove it. */
record LinkKey(byte[] encoded, SecureChannels channels) {
    /** @throws IllegalArgumentException when it is no Ed25519 key */
    static LinkKey of(KeyPair pair) {
        return new LinkKey(pair.getPublic().getEncoded(), new JsseChannels(pair));
    }

    boolean isOf(KeyPair pair) {
        return Arrays.equals(encoded, pair.getPublic().getEncoded());
    }
}
