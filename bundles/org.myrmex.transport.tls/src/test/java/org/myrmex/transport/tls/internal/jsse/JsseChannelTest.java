package org.myrmex.transport.tls.internal.jsse;

import java.security.KeyPair;
import org.myrmex.transport.tls.internal.secure.SecureChannelContract;
import org.myrmex.transport.tls.internal.secure.SecureChannels;

final class JsseChannelTest extends SecureChannelContract {
    @Override
    protected SecureChannels dialling(KeyPair linkKey) {
        return new JsseChannels(linkKey);
    }

    @Override
    protected SecureChannels answering(KeyPair linkKey) {
        return new JsseChannels(linkKey);
    }
}
