package org.myrmex.transport.tls.internal.tls13;

import java.security.KeyPair;
import org.myrmex.transport.tls.internal.jsse.JsseChannels;
import org.myrmex.transport.tls.internal.secure.SecureChannelContract;
import org.myrmex.transport.tls.internal.secure.SecureChannels;

/** Bouncy Castle's own records are the judge of ours. */
final class DiallingJsseTest extends SecureChannelContract {
    @Override
    protected SecureChannels dialling(KeyPair linkKey) {
        return new Tls13Channels(linkKey);
    }

    @Override
    protected SecureChannels answering(KeyPair linkKey) {
        return new JsseChannels(linkKey);
    }
}
