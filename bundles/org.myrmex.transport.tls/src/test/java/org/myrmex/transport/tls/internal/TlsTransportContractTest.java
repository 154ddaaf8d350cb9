package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.testkit.transport.TransportContract;

final class TlsTransportContractTest extends TransportContract {
    @Override
    protected Transport open() {
        return new TlsTransport();
    }

    @Override
    protected void stop(Transport transport) {
        ((TlsTransport) transport).close();
    }

    @Override
    protected PeerAddress door() {
        return new PeerAddress("tls", "127.0.0.1", 0, Optional.empty());
    }

    @Override
    protected PeerAddress nobody() {
        return new PeerAddress("tls", "127.0.0.1", NOBODY.getLocalPort(), Optional.empty());
    }

    /** Taken, so that nobody else gets it, by one who does not listen. */
    private static final Socket NOBODY = bound();

    private static Socket bound() {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return socket;
    }
}
