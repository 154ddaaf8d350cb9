package org.myrmex.transport.tls.internal.tls13;

import java.security.KeyPair;
import org.myrmex.transport.tls.internal.secure.SecureChannelContract;
import org.myrmex.transport.tls.internal.secure.SecureChannels;

final class Tls13ChannelTest extends SecureChannelContract {
    @Override
    protected SecureChannels dialling(KeyPair linkKey) {
        return new Tls13Channels(linkKey);
    }

    @Override
    protected SecureChannels answering(KeyPair linkKey) {
        return new Tls13Channels(linkKey);
    }
}
