package org.myrmex.transport.tls.internal;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.function.Function;
import org.myrmex.transport.tls.internal.secure.SecureChannels;

/** The key that this peer proves, with the channels that prove it. */
record LinkKey(byte[] encoded, SecureChannels channels) {
    /** @throws IllegalArgumentException when it is no Ed25519 key */
    static LinkKey of(KeyPair pair, Function<KeyPair, SecureChannels> kind) {
        return new LinkKey(pair.getPublic().getEncoded(), kind.apply(pair));
    }

    boolean isOf(KeyPair pair) {
        return Arrays.equals(encoded, pair.getPublic().getEncoded());
    }
}
