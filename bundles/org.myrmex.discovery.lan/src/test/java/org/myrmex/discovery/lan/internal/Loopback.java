package org.myrmex.discovery.lan.internal;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/** This machine alone: nothing that is announced there leaves it. */
final class Loopback {
    private Loopback() {}

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its interface under the name that it has here. */
    static Nic nic() throws SocketException {
        InetAddress address = address("127.0.0.1");
        NetworkInterface network = NetworkInterface.getByInetAddress(address);
        return new Nic(network.getName(), network.getIndex(), address);
    }
}
