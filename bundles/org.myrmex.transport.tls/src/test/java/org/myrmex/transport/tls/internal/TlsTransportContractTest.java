package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
        return new PeerAddress("tls", "127.0.0.1", NOBODYS_PORT, Optional.empty());
    }

    private static final int NOBODYS_PORT = freePort();

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
